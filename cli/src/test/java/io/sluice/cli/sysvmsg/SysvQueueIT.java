package io.sluice.cli.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice sysv} from the creation of a queue to its end. */
@LongTest
class SysvQueueIT {
    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @Test
    void aQueueFromItsCreationToItsEnd() {
        IpcKey key = queues.key();
        Exit created =
                SluiceProcess.run("sysv", "create", "--key", key.toString(), "--mode", "0640", "--max-bytes", "100");
        assertThat(created.output())
                .startsWith("created queue ")
                .endsWith(" of key " + key + ": 100 bytes, mode 0640\n");
        assertThat(SluiceProcess.run("sysv", "create", "--key", key.toString()).output())
                .startsWith("exists queue ")
                .endsWith(": 100 bytes, mode 0640\n");
        SluiceProcess.run("sysv", "create", "--key", key.toString(), "--max-bytes", "99")
                .assertFailed(ExitStatus.FAILED, "Found: max bytes 100");
        assertThat(SluiceProcess.run("sysv", "create", "--key", key.toString(), "--max-bytes", "99", "--accept-shape")
                        .output())
                .startsWith("exists queue ");
        SluiceProcess.run("sysv", "create", "--key", key.toString(), "--exclusive")
                .assertFailed(ExitStatus.FAILED, "EEXIST");
        SluiceProcess.run("sysv", "send", "--key", key.toString(), "--type", "3", "one", "two\t")
                .assertPrinted();
        SluiceProcess.run("sysv", "browse", "--key", key.toString()).assertPrinted("3\tone", "3\ttwo\\t");
        String list = SluiceProcess.run("sysv", "list").output();
        assertThat(list).startsWith("ID\tKEY\tMODE\tUID\tGID\tMESSAGES\tBYTES\tMAX-BYTES\n");
        assertThat(list.lines().filter(line -> line.contains(key.toString())))
                .singleElement()
                .asString()
                .endsWith("\t2\t7\t100");
        assertThat(SluiceProcess.run("sysv", "info", "--key", key.toString()).output())
                .contains(
                        "key: " + key + "\n", "mode: 0640\n", "messages: 2\n", "bytes: 7\n", "last-receive-time: -\n");
        SluiceProcess.run("sysv", "receive", "--key", key.toString(), "--until-empty", "--format", "json")
                .assertPrinted(
                        "{\"type\":3,\"size\":3,\"text\":\"one\"}", "{\"type\":3,\"size\":4,\"text\":\"two\\t\"}");
        SluiceProcess.run("sysv", "remove", "--key", key.toString()).assertPrinted();
        SluiceProcess.run("sysv", "remove", "--key", key.toString()).assertFailed(ExitStatus.FAILED, "ENOENT");
    }

    @Test
    void aPathNamesAQueueAsFtokDoes(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("lock"));
        String path = file.toString();
        IpcKey key = IpcKey.ofPath(file, 'A');
        try {
            assertThat(SluiceProcess.run("sysv", "create", "--path", path, "--project", "A")
                            .output())
                    .contains(" of key " + key);
        } finally {
            SluiceProcess.run("sysv", "remove", "--path", path, "--project", "A")
                    .assertPrinted();
        }
        SluiceProcess.run("sysv", "info", "--path", path + "x", "--project", "A")
                .assertFailed(ExitStatus.FAILED, "ftok(" + path + "x): ENOENT");
    }
}
