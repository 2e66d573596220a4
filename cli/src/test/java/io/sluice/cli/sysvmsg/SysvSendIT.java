package io.sluice.cli.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.SysvTestQueues;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code sluice sysv send}. */
class SysvSendIT {
    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private static String id(SysvMessageQueue queue) {
        return Integer.toString(queue.id());
    }

    @Test
    void eachLineOfStandardInputIsAMessageAndATimeoutIsStatus124() {
        SysvMessageQueue queue = queues.create(4);
        Exit exit = SluiceProcess.runWithInput(
                "ab\ncd\nef\n".getBytes(StandardCharsets.UTF_8),
                "sysv",
                "send",
                "--id",
                id(queue),
                "--timeout",
                "100ms");
        exit.assertFailed(ExitStatus.TIMED_OUT, "line 3: msgsnd(queue " + queue.id());
        assertThat(exit.error()).endsWith("Sent before it: 2.\n");
        assertThat(queue.browse()).containsExactly(SysvMessage.ofText(1, "ab"), SysvMessage.ofText(1, "cd"));
    }
}
