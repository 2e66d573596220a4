package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Conforms;
import io.sluice.testing.DescriptorNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The descriptor of a process. */
class ProcessDescriptorTest {
    private static final int CLOSE_ON_EXEC = 02000000;

    @Test
    @Conforms("pidfd_open01")
    void thatOfThisProcessIsOpenedAndClosedByAnExec() throws IOException {
        try (WatchedProcess own = WatchedProcess.open(ProcessHandle.current().pid())) {
            assertThat(own.hasExited()).isFalse();
            String flags = Files.readAllLines(Path.of("/proc/self/fdinfo/" + DescriptorNumbers.of(own))).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .findFirst()
                    .orElseThrow();
            int bits = Integer.parseInt(flags.substring(flags.indexOf(':') + 1).strip(), 8);
            assertThat(bits & CLOSE_ON_EXEC).isEqualTo(CLOSE_ON_EXEC);
        }
    }
}
