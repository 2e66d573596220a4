package io.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@LinuxIpc
class ProgramsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Runs in a JVM of its own. */
    static final class Daemon {
        public static void main(String[] arguments) {
            try (PosixMessageQueue queue = PosixMessageQueue.open(arguments[0], PosixAccess.WRITE)) {
                queue.trySend(new byte[] {7}, 0);
            }
            System.out.println("memory " + Runtime.getRuntime().maxMemory() / (1 << 20));
            System.exit(3);
        }
    }

    @Test
    void aCProgramIsTheOtherSide(@CSource("queue_peer.c") CProgram peer, PosixMessageQueue queue) {
        RunningProgram running = peer.start(queue.name());
        assertThat(running.ask("the question")).isEqualTo("42 for the question");
        PosixMessage message = queue.tryReceive();
        assertThat(message).isNotNull();
        assertThat(message.payload()).containsExactly(42);
        assertThat(running.isAlive()).isTrue();
        running.close();
        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void aCProgramMayIncludeTheHeadersOfTheLibrary(@CSource("ring_header.c") CProgram program) {
        assertThat(program.start().awaitExit(LONG)).isEqualTo(new RunningProgram.Exit(0, "compiled\n"));
    }

    @Test
    void aProgramThatFailsSaysWhy(@CSource("queue_peer.c") CProgram peer) {
        RunningProgram.Exit exit = peer.start("/there-is-no-such-queue").awaitExit(LONG);
        assertThat(exit.status()).isEqualTo(1);
        assertThat(exit.output()).contains("No such file or directory");
    }

    @Test
    void aProgramIsCompiledOnce(@CSource("queue_peer.c") CProgram first, @CSource("queue_peer.c") CProgram second) {
        assertThat(first.command()).isEqualTo(second.command());
    }

    @Test
    void aJavaProgramRunsInAJvmOfItsOwn(@MainClass(Daemon.class) JavaProgram daemon, PosixMessageQueue queue) {
        RunningProgram.Exit exit = daemon.flags("-Xmx64m").start(queue.name()).awaitExit(LONG);
        assertThat(exit.status()).isEqualTo(3);
        assertThat(exit.output()).contains("memory 6");
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    void aProcessThatRunsTooLongIsAnErrorWithItsOutput(
            @CSource("queue_peer.c") CProgram peer, PosixMessageQueue queue) {
        RunningProgram running = peer.under(List.of("env", "LC_ALL=C")).start(queue.name());
        assertThat(running.ask("first")).isEqualTo("42 for first");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> running.awaitExit(Duration.ofMillis(1)))
                .withMessageContaining("still running")
                .withMessageContaining("42 for first");
        assertThat(running.terminate().status()).isEqualTo(128 + 15);
    }

    @Test
    void aProcessWhoseFirstThreadAloneHasEndedIsStillKilled(@CSource("first_thread_ends.c") CProgram program)
            throws Exception {
        RunningProgram running = program.start();
        running.awaitLine("ready");
        Path stat = Path.of("/proc", Long.toString(running.pid()), "stat");
        long begun = System.nanoTime();
        while (!Files.readString(stat).contains(") Z ")) {
            assertThat(System.nanoTime() - begun).isLessThan(LONG.toNanos());
        }
        assertThat(running.isAlive()).isTrue();
        running.close();
        assertThat(running.isAlive()).isFalse();
    }

    @LinuxIpc
    static class LeavesAProcess {
        static RunningProgram left;

        @Test
        void runsOn(@CSource("queue_peer.c") CProgram peer, PosixMessageQueue queue) {
            left = peer.start(queue.name());
            assertThat(left.ask("x")).isEqualTo("42 for x");
        }
    }

    @Test
    void aProcessDoesNotOutliveItsTest() {
        assertThat(TestRun.of(LeavesAProcess.class).failures()).isEmpty();
        assertThat(LeavesAProcess.left.isAlive()).isFalse();
    }
}
