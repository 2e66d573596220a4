package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is under way, it does not keep the JVM alive. */
class JvmExitTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final int TRIES = 5;
    private static final int SIGTERM_STATUS = 128 + 15;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    void systemExitEndsAJvmWithActiveStreamsAtOnce() {
        assertThat(statusOf("exit", jvm -> jvm.awaitExit(Bounds.WITH_START))).isEqualTo(ActiveStreams.STATUS);
    }

    @Test
    void sigtermEndsAJvmWithActiveStreamsAtOnce() {
        assertThat(statusOf("wait", RunningProgram::terminate)).isEqualTo(SIGTERM_STATUS);
    }

    /** What keeps a JVM alive does so each time, and a busy machine holds up one or the other. */
    private int statusOf(String mode, Function<RunningProgram, RunningProgram.Exit> end) {
        int status = 0;
        Duration shortest = Bounds.SOON;
        for (int i = 0; i < TRIES && shortest.compareTo(AT_ONCE) >= 0; i++) {
            Ended ended = run(mode, end);
            status = ended.status();
            shortest = ended.after().compareTo(shortest) < 0 ? ended.after() : shortest;
        }
        assertThat(shortest).as("time to exit").isLessThan(AT_ONCE);
        return status;
    }

    /** The exit of a JVM, and how long it took. */
    private record Ended(int status, Duration after) {}

    private Ended run(String mode, Function<RunningProgram, RunningProgram.Exit> end) {
        PosixMessageQueue empty = queues.create(1, 16);
        PosixMessageQueue full = queues.create(2, 16);
        Queues.fill(full);
        try (RunningProgram jvm = new ForkedJvm().start(ActiveStreams.class, empty.name(), full.name(), mode)) {
            jvm.awaitLine("ready");
            long start = System.nanoTime();
            RunningProgram.Exit exit = end.apply(jvm);
            Duration after = Duration.ofNanos(System.nanoTime() - start);
            assertThat(Queues.drain(full)).isEmpty();
            return new Ended(exit.status(), after);
        }
    }
}
