package io.sluice.reactor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.process.ExitStatus;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ProcessorShare;
import io.sluice.testing.Queues;
import io.sluice.testing.ReapingParent;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessWatcherTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ReapingParent parent = new ReapingParent();
    private final EventLoop loop = EventLoop.create();
    private final ProcessOptions options =
            ProcessOptions.create().eventLoop(loop).reapTimeout(Bounds.SOON);

    @AfterEach
    void close() {
        parent.close();
        loop.close();
    }

    @Test
    @Conforms("pidfd_open03")
    void theExitIsKnownBeforeTheReapAndTheStatusBehindIt() {
        try (WatchedProcess process = WatchedProcess.open(parent.childThatRuns())) {
            ProcessWatcher watcher = ProcessWatcher.create(process, options);
            Probe<Void> exited = Probe.of(watcher.exited(), 1);
            Probe<ExitStatus> status = Probe.of(watcher.status(), 1);
            Queues.passThrough(loop);
            assertThat(exited.hasEnded()).isFalse();
            ProcessHandle.of(process.pid()).orElseThrow().destroy();
            assertThat(exited.awaitEnd()).isNull();
            Queues.passThrough(loop);
            assertThat(status.hasEnded()).as("before the reap").isFalse();
            parent.reap(process.pid());
            assertThat(status.awaitEnd()).isNull();
            assertThat(status.received()).containsExactly(new ExitStatus.Killed(15, false));
            assertThat(process.isOpen()).isTrue();
        }
    }

    @Test
    void eachSubscriptionAsksAnewAlsoBehindTheEnd() {
        try (WatchedProcess process = WatchedProcess.open(parent.childThatExits(7))) {
            ProcessWatcher watcher = ProcessWatcher.create(process, options);
            parent.reap(process.pid());
            for (int i = 0; i < 3; i++) {
                assertThat(watcher.exited().blockOptional(Bounds.SOON)).isEmpty();
                assertThat(watcher.status().block(Bounds.SOON)).isEqualTo(new ExitStatus.Exited(7));
            }
        }
    }

    @Test
    void aParentThatDoesNotReapInTimeLeavesTheStatusUnknown() {
        try (WatchedProcess process = WatchedProcess.open(parent.childThatExits(1))) {
            ProcessWatcher watcher = ProcessWatcher.create(process, options.reapTimeout(SHORT));
            long start = System.nanoTime();
            assertThat(watcher.status().block(Bounds.SOON)).isEqualTo(new ExitStatus.Unknown());
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
            ProcessWatcher impatient = ProcessWatcher.create(process, options.reapTimeout(Duration.ZERO));
            assertThat(impatient.status().block(Bounds.SOON)).isEqualTo(new ExitStatus.Unknown());
            parent.reap(process.pid());
            assertThat(impatient.status().block(Bounds.SOON)).isEqualTo(new ExitStatus.Exited(1));
        }
    }

    @Test
    void theTimeoutCountsFromTheExit() {
        try (WatchedProcess process = WatchedProcess.open(parent.childThatRuns())) {
            ProcessWatcher watcher = ProcessWatcher.create(process, options.reapTimeout(Duration.ZERO));
            Probe<ExitStatus> status = Probe.of(watcher.status(), 1);
            Queues.passThrough(loop);
            Queues.passThrough(loop);
            assertThat(status.hasEnded()).isFalse();
            ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
            assertThat(status.awaitEnd()).isNull();
        }
    }

    @Test
    void nothingIsSignalledWithoutDemand() {
        try (WatchedProcess process = WatchedProcess.open(parent.childThatExits(2))) {
            parent.reap(process.pid());
            Probe<ExitStatus> status =
                    Probe.of(ProcessWatcher.create(process, options).status(), 0);
            Queues.passThrough(loop);
            assertThat(status.received()).isEmpty();
            assertThat(status.hasEnded()).isFalse();
            status.request(1);
            assertThat(status.awaitEnd()).isNull();
            assertThat(status.received()).containsExactly(new ExitStatus.Exited(2));
        }
    }

    @Test
    void aCloseDuringTheWaitIsNoExit() {
        WatchedProcess process = WatchedProcess.open(parent.childThatRuns());
        ProcessWatcher watcher = ProcessWatcher.create(process, options);
        Probe<Void> exited = Probe.of(watcher.exited(), 1);
        Probe<ExitStatus> status = Probe.of(watcher.status(), 1);
        Queues.passThrough(loop);
        process.close();
        assertThat(exited.awaitEnd()).isInstanceOf(ClosedHandleException.class).hasMessageContaining("during the wait");
        assertThat(status.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(watcher.exited(), 1).awaitEnd())
                .isInstanceOf(ClosedHandleException.class)
                .hasMessageContaining("closed before");
    }

    @Test
    void theEndOfTheLoopIsNoExit() {
        try (WatchedProcess process = WatchedProcess.open(parent.childThatRuns())) {
            ProcessWatcher watcher = ProcessWatcher.create(process, options);
            Probe<Void> exited = Probe.of(watcher.exited(), 1);
            Queues.passThrough(loop);
            loop.close();
            assertThat(exited.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
            assertThat(Probe.of(watcher.status(), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        }
    }

    /** Less than a two-hundredth of a core, while the descriptor is readable all the time. */
    @Test
    void aProcessThatWaitsForItsParentUsesNoProcessorTime() {
        try (WatchedProcess process = WatchedProcess.open(parent.childThatExits(0))) {
            Probe<ExitStatus> status =
                    Probe.of(ProcessWatcher.create(process, options).status(), 1);
            Bounds.await("the exit").until(process::hasExited);
            Queues.passThrough(loop);
            Queues.passThrough(loop);
            ProcessorShare.assertBelow(0.005, ProcessorShare.of(loop));
            assertThat(status.hasEnded()).isFalse();
            parent.reap(process.pid());
            assertThat(status.awaitEnd()).isNull();
        }
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.reapTimeout(Duration.ofNanos(-1)))
                .withMessageContaining("must not be negative");
        assertThat(options.reapTimeout(Duration.ofSeconds(Long.MAX_VALUE)).reapTimeoutNanos())
                .isEqualTo(Long.MAX_VALUE);
    }
}
