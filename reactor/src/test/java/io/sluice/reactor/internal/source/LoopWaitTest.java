package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One wait on an event loop, with no kernel object behind it. */
class LoopWaitTest {
    private final EventLoop loop = EventLoop.create("one-wait");

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    @Test
    void aWaitForWhichThereIsNoRoomFails() {
        Probe<Void> probe = Probe.of(
                LoopWait.of(() -> loop, (owner, whenThere) -> {
                    throw new OutOfMemoryError("thrown by the test");
                }),
                1);
        assertThat(probe.awaitEnd()).isInstanceOf(OutOfMemoryError.class).hasMessage("thrown by the test");
        loop.close();
        assertThat(probe.ends()).isEqualTo(1);
    }
}
