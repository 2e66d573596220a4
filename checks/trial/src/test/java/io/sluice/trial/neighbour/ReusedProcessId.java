package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.NoSuchProcessException;
import io.sluice.process.ExitStatus;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.process.Processes;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalTarget;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * {@code ReusedProcessId ROUNDS}, in a PID namespace of its own: ends a process, and starts another one that gets its id. Who held
 * the first one neither signals nor watches the second.
 */
final class ReusedProcessId {
    /** The kernel gives the next id behind this one. */
    static final Path LAST_ID = Path.of("/proc/sys/kernel/ns_last_pid");

    private static final int TERMINATED_IN_SHELLS = 128 + 15;

    /** The start of a process is known in steps of 10 ms. */
    private static final long START_TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private ReusedProcessId() {}

    public static void main(String[] arguments) throws Exception {
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            endedAndReused();
        }
        System.out.println("told apart");
    }

    private static void endedAndReused() throws Exception {
        Process first = start();
        long started = System.nanoTime();
        long id = first.pid();
        ProcessHandle handle = first.toHandle();
        try (SignalTarget target = SignalTarget.open(id);
                WatchedProcess watched = WatchedProcess.open(handle)) {
            Bounds.await("the time that a ProcessHandle tells apart")
                    .until(() -> System.nanoTime() - started > START_TIME_NANOS);
            target.send(Signal.TERM);
            assertThat(first.waitFor()).isEqualTo(TERMINATED_IN_SHELLS);
            Process second = startedWith(id);
            assertThat(target.exists()).isFalse();
            assertGone(() -> target.send(Signal.TERM));
            assertGone(() -> target.send(Signal.KILL, 1));
            assertGone(() -> WatchedProcess.open(handle).close());
            assertGone(() -> Processes.create().status(handle).block(Bounds.SOON));
            assertThat(watched.status()).contains(new ExitStatus.Killed(15, false));
            assertThat(second.isAlive()).isTrue();
            Signal.TERM.sendTo(id); // by the id alone it is hit
            assertThat(second.waitFor(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    private static void assertGone(Runnable call) {
        assertThatExceptionOfType(NoSuchProcessException.class).isThrownBy(call::run);
    }

    private static Process start() throws IOException {
        return new ProcessBuilder("sleep", "1000").start();
    }

    /** A thread of this JVM may get the id, and then another try helps. */
    private static Process startedWith(long id) throws Exception {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < Bounds.SOON.toNanos()) {
            Files.writeString(LAST_ID, Long.toString(id - 1));
            Process started = start();
            if (started.pid() == id) {
                return started;
            }
            started.destroyForcibly().waitFor();
        }
        throw new AssertionError("no process got the id " + id);
    }
}
