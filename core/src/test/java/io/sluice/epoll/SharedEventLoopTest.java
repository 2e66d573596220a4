package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop that takes the place of the shared one. */
class SharedEventLoopTest {
    private final EventLoop former = EventLoop.shared();
    private final EventLoop own = EventLoop.create("own");

    @AfterEach
    void close() {
        own.close();
        EventLoop.shutdownShared();
    }

    @Test
    void itIsSharedAndTheFormerOneGoesOnForThoseWhoUseIt() {
        EventLoop.replaceShared(own);
        assertThat(EventLoop.shared()).isSameAs(own);
        assertThat(LoopProbe.<Integer>on(former, () -> 1)).isEqualTo(1);
    }

    @Test
    void aShutdownClosesTheFormerOneAndLeavesItOpen() {
        EventLoop.replaceShared(own);
        EventLoop.shutdownShared();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> former.execute(() -> {}));
        assertThat(LoopProbe.<Integer>on(own, () -> 1)).isEqualTo(1);
        assertThat(EventLoop.shared()).isNotSameAs(former).isNotSameAs(own);
    }

    @Test
    void behindItsCloseTheFormerOneIsSharedAgain() {
        EventLoop.replaceShared(own);
        own.close();
        assertThat(EventLoop.shared()).isSameAs(former);
    }
}
