package io.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessageQueue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LinuxIpc
class RequirementsTest {
    @LinuxIpc
    static class NeedsALargeQueue {
        @Test
        void needsMoreThanTheKernelGives(@QueueShape(maxMessages = 100_000_000) PosixMessageQueue queue) {}

        @Test
        void needsLittle(@QueueShape(maxMessages = 1) PosixMessageQueue queue) {}
    }

    @Test
    void aQueueBeyondTheLimitsIsSkippedWithTheLimit() {
        TestRun run = TestRun.of(NeedsALargeQueue.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(1);
        assertThat(run.skips())
                .singleElement()
                .asString()
                .contains("needs a larger message queue than it may have here")
                .contains("mq_open");
    }

    @LinuxIpc
    static class NeedsANamespaceInBeforeEach {
        @BeforeEach
        void enter(@Sysctl("fs.mqueue.msg_max=99999999999999999999") IpcNamespace namespace) {}

        @Test
        void runs() {}
    }

    @Test
    void aClassIsSkippedForWhatItsMethodsForAllTestsNeed() {
        TestRun run = TestRun.of(NeedsANamespaceInBeforeEach.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.skips()).singleElement().asString().contains("no IPC namespace of its own");
    }

    @LinuxIpc
    static class NeedsACompiler {
        @Test
        void compiles(@CSource("queue_peer.c") CProgram program) {}
    }

    /** A JVM without a compiler on its path. */
    static final class WithoutCompiler {
        public static void main(String[] arguments) {
            TestRun.of(NeedsACompiler.class).skips().forEach(System.out::println);
        }
    }

    @Test
    void aTestWithACProgramIsSkippedWithoutACompiler(@MainClass(WithoutCompiler.class) JavaProgram program) {
        RunningProgram running = program.under(List.of("env", "PATH=/nowhere")).start();
        assertThat(running.awaitExit(Duration.ofSeconds(60)).output())
                .contains("needs a C compiler, and there is none of gcc, cc and clang on the PATH");
    }
}
