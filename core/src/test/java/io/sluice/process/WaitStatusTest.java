package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import org.junit.jupiter.api.Test;

class WaitStatusTest {
    private static final String MACROS = """
            #include <stdio.h>
            #include <sys/wait.h>
            int main(void) {
                for (int s = 0; s < 0x10000; s++) {
                    if (WIFEXITED(s)) printf("%d exited %d\\n", s, WEXITSTATUS(s));
                    if (WIFSIGNALED(s)) printf("%d killed %d %d\\n", s, WTERMSIG(s), !!WCOREDUMP(s));
                }
                return 0;
            }
            """;

    @Test
    @Conforms("kill11")
    void eachStatusIsTakenApartAsTheMacrosDo() {
        try (RunningProgram macros = CProgram.ofSource("wait_macros", MACROS).start()) {
            assertThat(macros.awaitExit(Bounds.SOON).output().lines())
                    .hasSizeGreaterThan(0x100)
                    .allSatisfy(line -> {
                        int status = Integer.parseInt(line.substring(0, line.indexOf(' ')));
                        assertThat(status + " " + text(WaitStatus.parsed(status)))
                                .isEqualTo(line);
                    });
        }
    }

    private static String text(ExitStatus status) {
        if (status instanceof ExitStatus.Exited exited) {
            return "exited " + exited.code();
        }
        ExitStatus.Killed killed = (ExitStatus.Killed) status;
        return "killed " + killed.signal() + " " + (killed.coreDumped() ? 1 : 0);
    }

    @Test
    void aSignalHasItsNameOrItsNumber() {
        assertThat(new ExitStatus.Killed(9, false).signalName()).isEqualTo("KILL");
        assertThat(new ExitStatus.Killed(35, false).signalName()).isEqualTo("RTMIN+1");
        assertThat(new ExitStatus.Killed(32, false).signalName()).isEqualTo("32");
    }
}
