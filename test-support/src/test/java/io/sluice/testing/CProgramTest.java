package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A C program ends with the JVM that has started it, whichever thread that was. */
class CProgramTest {
    /** Repeats its lines, and stays when there are no more. */
    private static final String STAY = """
            #include <stdio.h>
            #include <sys/syscall.h>
            #include <unistd.h>

            int main(void) {
                char line[64];
                setvbuf(stdout, NULL, _IOLBF, 0);
                puts(syscall(SYS_pidfd_open, getppid(), 0) < 0 ? "no pidfd_open here" : "ready");
                while (fgets(line, sizeof line, stdin) != NULL) {
                    fputs(line, stdout);
                }
                for (;;) {
                    pause();
                }
            }
            """;

    @Test
    void aProgramGoesOnWithoutTheThreadThatStartedItAndEndsWithTheKilledJvm(@TempDir Path folder) {
        CProgram.requireCompiler();
        // Killed, it does not remove what it has compiled.
        try (RunningProgram jvm =
                new ForkedJvm().flags("-Djava.io.tmpdir=" + folder).start(Start.class)) {
            long pid = Long.parseLong(jvm.line());
            ProcessHandle program = ProcessHandle.of(pid).orElseThrow();
            try {
                String line = jvm.line();
                assumeTrue(line.equals("ready"), line);
                assertThat(jvm.line()).isEqualTo("still there");
                jvm.kill();
                Bounds.await("end of the program").until(() -> hasEnded(pid));
            } finally {
                program.destroyForcibly();
            }
        }
    }

    /** Whether it has. Whoever inherits it may leave it as a zombie for as long as he pleases. */
    private static boolean hasEnded(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException gone) {
            return true;
        }
    }

    /** Starts the program on a thread that ends, and stays itself until it is killed. */
    static final class Start {
        private Start() {}

        public static void main(String[] arguments) throws InterruptedException, IOException {
            AtomicReference<RunningProgram> started = new AtomicReference<>();
            AtomicReference<Path> task = new AtomicReference<>();
            Thread starter = new Thread(() -> {
                try {
                    task.set(Path.of("/proc/thread-self").toRealPath());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                RunningProgram program = CProgram.ofSource("stay", STAY).start();
                System.out.println(program.pid());
                System.out.println(program.line());
                started.set(program);
            });
            starter.start();
            starter.join();
            Bounds.await("end of the thread in the kernel").until(() -> !Files.exists(task.get()));
            RunningProgram program = started.get();
            program.say("still there");
            System.out.println(program.line());
            while (System.in.read() >= 0) {
                program.say("nobody says anything");
            }
        }
    }
}
