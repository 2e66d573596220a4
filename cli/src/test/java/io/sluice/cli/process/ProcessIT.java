package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.testing.LongTest;
import io.sluice.testing.ReapingParent;
import org.junit.jupiter.api.Test;

@LongTest
class ProcessIT {
    @Test
    void aProcessThatIsMissingOrNotReapedIsGone() {
        try (ReapingParent parent = new ReapingParent()) {
            String unreaped = Long.toString(parent.childThatIsKilled(9));
            assertThat(SluiceProcess.run("process", "wait", "2147483647"))
                    .isEqualTo(new Exit(0, "2147483647\tgone\n", ""));
            assertThat(SluiceProcess.run("process", "wait", unreaped))
                    .isEqualTo(new Exit(0, unreaped + "\tgone\n", ""));
        }
    }

    @Test
    void aProcessThatRunsOutlivesTheTimeout() {
        try (ReapingParent parent = new ReapingParent()) {
            String pid = Long.toString(parent.childThatRuns());
            Exit exit = SluiceProcess.run("process", "wait", pid, "--timeout", "50ms");
            assertThat(exit.status()).isEqualTo(124);
            assertThat(exit.error()).contains("did not end in time");
        }
    }
}
