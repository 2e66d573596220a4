package io.sluice.reactor.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.process.ExitStatus;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import io.sluice.testing.ReapingParent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class ProcessesTest {
    private static final int CHILDREN = 100;
    private static final int ROUNDS = 100;
    private static final int SHORT_NANOS = 2_000_000;

    private final Processes processes = Processes.create();

    @Test
    void aProcessThatIsNoChildIsWatched() {
        try (ReapingParent parent = new ReapingParent()) {
            long pid = parent.childThatRuns();
            Probe<Void> exited = Probe.of(processes.exited(pid), 1);
            Probe<ExitStatus> status = Probe.of(processes.status(pid), 1);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertThat(exited.awaitEnd()).isNull();
            parent.reap(pid);
            assertThat(status.awaitEnd()).isNull();
            assertThat(status.received()).containsExactly(new ExitStatus.Killed(9, false));
        }
    }

    @Test
    void manyChildrenAreWatchedAtOnceAndTheJdkReapsEachOfThem() throws Exception {
        List<Process> children = new ArrayList<>();
        List<Probe<ExitStatus>> statuses = new ArrayList<>();
        try {
            for (int i = 0; i < CHILDREN; i++) {
                Process child = new ProcessBuilder("sh", "-c", "read go; exit " + i).start();
                children.add(child);
                statuses.add(Probe.of(processes.status(child.toHandle()), 1));
            }
            for (Process child : children) {
                child.getOutputStream().close();
            }
            for (int i = 0; i < CHILDREN; i++) {
                assertThat(statuses.get(i).awaitEnd()).isNull();
                assertThat(statuses.get(i).received()).containsExactly(new ExitStatus.Exited(i));
                assertThat(children.get(i).waitFor()).isEqualTo(i);
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void aCancelAtAnyMomentClosesTheDescriptor() throws IOException, InterruptedException {
        OpenResources before = OpenResources.now();
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Process child = new ProcessBuilder("true").start();
            Probe<ExitStatus> status = Probe.of(processes.status(child.pid()), 1);
            long start = System.nanoTime();
            long end = random.nextInt(SHORT_NANOS);
            Bounds.awaitSpinning("the moment", () -> System.nanoTime() - start > end);
            status.cancel();
            child.waitFor();
            assertThat(status.receivedCount()).as("seed %d", seed).isLessThanOrEqualTo(1);
            assertThat(status.error())
                    .as("seed %d", seed)
                    .matches(error -> error == null || error instanceof NoSuchProcessException);
        }
        before.awaitNothingMore();
    }

    @Test
    void aProcessThatIsGoneIsAnError() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("true").start();
        child.waitFor();
        assertThat(Probe.of(processes.exited(child.toHandle()), 1).awaitEnd())
                .isInstanceOf(NoSuchProcessException.class);
        assertThat(Probe.of(processes.status(child.toHandle()), 1).awaitEnd())
                .isInstanceOf(NoSuchProcessException.class);
        assertThat(Probe.of(processes.exited(Integer.MAX_VALUE), 1).awaitEnd())
                .isInstanceOf(NoSuchProcessException.class);
    }

    @Test
    void theStatusOfAChildIsKnownHoweverLateItIsAskedFor() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sh", "-c", "exit 7").start();
        Probe<ExitStatus> early = Probe.of(processes.status(child), 1);
        child.waitFor();
        Probe<ExitStatus> late = Probe.of(processes.status(child), 1);
        assertThat(early.awaitEnd()).isNull();
        assertThat(late.awaitEnd()).isNull();
        assertThat(early.received()).containsExactly(new ExitStatus.Exited(7));
        assertThat(late.received()).containsExactly(new ExitStatus.Exited(7));
        assertThat(Probe.of(processes.exited(child), 1).awaitEnd()).isNull();
    }

    /** No child is too short-lived: at the subscription it may run, be a zombie, or be gone. */
    @Test
    void theStatusOfEachShortLivedChildIsRight() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            Process child = new ProcessBuilder("sh", "-c", "exit " + i).start();
            assertThat(processes.status(child).block(Bounds.SOON)).isEqualTo(new ExitStatus.Exited(i));
        }
    }

    @Test
    void anExitValueThatMayBeASignalIsUnknown() {
        for (int code : new int[] {0, 1, 128, 193, 255}) {
            assertThat(Processes.ofExitValue(code)).isEqualTo(new ExitStatus.Exited(code));
        }
        assertThat(Processes.ofExitValue(129)).isEqualTo(new ExitStatus.Unknown());
        assertThat(Processes.ofExitValue(192)).isEqualTo(new ExitStatus.Unknown());
    }

    @Test
    void theStatusOfAKilledChildHasItsSignal() throws IOException {
        Process child = new ProcessBuilder("sleep", "1000").start();
        Probe<ExitStatus> status = Probe.of(processes.status(child), 1);
        child.destroyForcibly();
        assertThat(status.awaitEnd()).isNull();
        assertThat(status.received()).containsExactly(new ExitStatus.Killed(9, false));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1L << 31})
    void anImpossibleIdIsAnError(long pid) {
        assertThat(Probe.of(processes.status(pid), 1).awaitEnd()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedLoopIsAnErrorAndLeavesNoDescriptor() {
        OpenResources before = OpenResources.now();
        EventLoop loop = EventLoop.create();
        loop.close();
        Processes refused = Processes.create(ProcessOptions.create().eventLoop(loop));
        assertThat(Probe.of(refused.exited(ProcessHandle.current()), 1).awaitEnd())
                .isInstanceOf(RejectedExecutionException.class);
        before.awaitNothingMore();
    }

    @Test
    void aTimeoutLeavesTheProcessAlone() {
        OpenResources before = OpenResources.now();
        Mono<ExitStatus> status =
                processes.status(ProcessHandle.current()).timeout(Duration.ofMillis(20), Mono.empty());
        assertThat(status.blockOptional(Bounds.SOON)).isEmpty();
        before.awaitNothingMore();
    }
}
