package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.process.WatchedProcess;
import io.sluice.testing.Bounds;
import io.sluice.testing.ProcessorShare;
import io.sluice.testing.ReapingParent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interest in the hang-up alone, of a descriptor that is readable all the time before. */
class HangUpTest {
    private final ReapingParent parent = new ReapingParent();
    private final EventLoop loop = EventLoop.create();
    private WatchedProcess process;

    @BeforeEach
    void awaitTheExit() {
        process = WatchedProcess.open(parent.childThatExits(0));
        Bounds.await("the exit").until(process::hasExited);
    }

    @AfterEach
    void close() {
        process.close();
        loop.close();
        parent.close();
    }

    @Test
    void whatIsReadableBeforeIsNotReported() {
        RecordingHandler handler = new RecordingHandler().on(loop, process, Interest.HANG_UP);
        LoopProbe.run(loop, () -> {});
        LoopProbe.run(loop, () -> {});
        assertThat(handler.ready).hasValue(0);
        RecordingHandler reader = new RecordingHandler().on(loop, process, Interest.READ);
        Bounds.await("readiness").until(() -> reader.ready.get() > 0);
        LoopProbe.run(loop, () -> reader.registration.cancel());
        assertThat(handler.ready).as("of the one that waits for the hang-up").hasValue(0);
        parent.reap(process.pid());
        Bounds.await("the hang-up").until(() -> handler.ready.get() > 0);
    }

    @Test
    void aHangUpThatIsThereIsReported() {
        parent.reap(process.pid());
        RecordingHandler handler = new RecordingHandler().on(loop, process, Interest.HANG_UP);
        Bounds.await("the hang-up").until(() -> handler.ready.get() > 1);
        LoopProbe.run(loop, () -> handler.registration.interest(Interest.NONE));
        int before = handler.ready.get();
        LoopProbe.run(loop, () -> {});
        assertThat(handler.ready).hasValue(before);
    }

    @Test
    void theLoopSleepsUntilTheHangUp() {
        RecordingHandler handler = new RecordingHandler();
        handler.on(loop, process, Interest.READ);
        Bounds.await("readiness").until(() -> handler.ready.get() > 0);
        LoopProbe.run(loop, () -> handler.registration.interest(Interest.HANG_UP));
        LoopProbe.run(loop, () -> {});
        ProcessorShare.assertBelow(0.001, ProcessorShare.of(loop));
    }
}
