package io.sluice.cli.sysvshm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.junit.RunningProgram;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestSegments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command beside a C program that has the same segment. */
@LongTest
class SysvShmIT {
    private static final int SIZE = 200_000;

    @RegisterExtension
    final SysvTestSegments segments = new SysvTestSegments();

    private static String[] arguments(IpcKey key, String command, String... more) {
        List<String> all = new ArrayList<>(List.of("sysvshm", command, "--key", key.toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Exit sluice(IpcKey key, String command, String... more) {
        return SluiceProcess.run(arguments(key, command, more));
    }

    private static RunningProgram attachedPeer(IpcKey key) {
        RunningProgram peer = CProgram.of("sysvshm_peer").start(key.value());
        assertThat(peer.ask("open")).isEqualTo("opened");
        assertThat(peer.ask("attach")).isEqualTo("attached");
        return peer;
    }

    @Test
    void aSegmentFromItsCreationToItsEnd() {
        IpcKey key = segments.key();
        assertThat(sluice(key, "create", "--size", "100", "--mode", "0640").output())
                .startsWith("created segment ")
                .endsWith(" of key " + key + ": 100 bytes, mode 0640\n");
        assertThat(sluice(key, "create", "--size", "1").output())
                .startsWith("exists segment ")
                .endsWith(": 100 bytes, mode 0640\n");
        sluice(key, "create", "--size", "101").assertFailed(ExitStatus.FAILED, "has 100 bytes, and 101 were asked for");
        assertThat(sluice(key, "create", "--size", "101", "--accept-shape").output())
                .startsWith("exists segment ");
        sluice(key, "create", "--size", "1", "--exclusive").assertFailed(ExitStatus.FAILED, "EEXIST");
        try (RunningProgram peer = attachedPeer(key)) {
            sluice(key, "write", "from the shell").assertPrinted();
            assertThat(peer.ask("read 0 14")).isEqualTo("from the shell");
            assertThat(peer.ask("write 94 from C")).isEqualTo("written");
            assertThat(sluice(key, "read", "--offset", "94").output()).isEqualTo("from C");
            assertThat(sluice(key, "read", "--length", "4").output()).isEqualTo("from");
            assertThat(sluice(key, "info").output())
                    .contains(
                            "key: " + key + "\n",
                            "mode: 0640\n",
                            "size: 100\n",
                            "attach-count: 1\n",
                            "marked-for-destruction: false\n");
            Exit list = SluiceProcess.run("sysvshm", "list");
            assertThat(list.output())
                    .startsWith("ID\tKEY\tMODE\tUID\tGID\tSIZE\tATTACH-COUNT\tMARKED-FOR-DESTRUCTION\n");
            assertThat(list.output().lines().filter(line -> line.contains(key.toString())))
                    .singleElement()
                    .asString()
                    .matches("\\d+\t" + key + "\t0640\t\\d+\t\\d+\t100\t1\tfalse");
            int id = SysvSharedMemory.open(key).id();
            sluice(key, "remove").assertPrinted();
            assertThat(SluiceProcess.run("sysvshm", "info", "--id", "" + id).output())
                    .contains("key: IPC_PRIVATE\n", "marked-for-destruction: true\n");
            assertThat(SluiceProcess.run("sysvshm", "read", "--id", "" + id, "--offset", "94")
                            .output())
                    .isEqualTo("from C");
        }
        sluice(key, "remove").assertFailed(ExitStatus.FAILED, "ENOENT");
        sluice(key, "info").assertFailed(ExitStatus.FAILED, "There is no shared memory segment of this key");
    }

    @Test
    void manyBytesComeOutAsTheyWentIn() {
        IpcKey key = segments.create(SIZE).key();
        String many = "0123456789".repeat(SIZE / 10);
        assertThat(SluiceProcess.runWithInput(many.getBytes(StandardCharsets.US_ASCII), arguments(key, "write")))
                .isEqualTo(new Exit(ExitStatus.DONE, "", ""));
        assertThat(sluice(key, "read").output()).isEqualTo(many);
        assertThat(sluice(key, "read", "--offset", "3", "--length", "150000").output())
                .isEqualTo(many.substring(3, 150_003));
        assertThat(sluice(key, "read", "--offset", "200000").output()).isEmpty();
    }

    @Test
    void whatHasNoRoomIsRefused() {
        IpcKey key = segments.create(8).key();
        sluice(key, "write", "--offset", "4", "12345")
                .assertFailed(
                        ExitStatus.FAILED,
                        "The text has 5 bytes, and there is room for 4 from byte 4",
                        "Nothing was written");
        assertThat(sluice(key, "read").output()).isEqualTo("\0".repeat(8));
        SluiceProcess.runWithInput("123456789".getBytes(StandardCharsets.US_ASCII), arguments(key, "write"))
                .assertFailed(ExitStatus.FAILED, "There is more standard input than room");
        assertThat(sluice(key, "read").output()).isEqualTo("12345678");
        sluice(key, "write", "--offset", "9", "").assertFailed(ExitStatus.FAILED, "The offset is 9");
        sluice(key, "read", "--offset", "9").assertFailed(ExitStatus.FAILED, "The offset is 9");
        sluice(key, "read", "--offset", "4", "--length", "5")
                .assertFailed(ExitStatus.FAILED, "There are 4 bytes from byte 4", "and 5 were asked for");
    }

    @Test
    void aPathOrAnIdentifierNamesASegmentToo(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("lock"));
        IpcKey key = IpcKey.ofPath(file, 'A');
        String created = SluiceProcess.run(
                        "sysvshm", "create", "--path", file.toString(), "--project", "A", "--size", "10")
                .output();
        assertThat(created).startsWith("created segment ").contains(key.toString());
        String id = created.split(" ", -1)[2];
        SluiceProcess.run("sysvshm", "write", "--id", id, "text").assertPrinted();
        assertThat(SluiceProcess.run("sysvshm", "read", "--path", file.toString(), "--project", "A", "--length", "4")
                        .output())
                .isEqualTo("text");
        SluiceProcess.run("sysvshm", "remove", "--id", id).assertPrinted();
        SluiceProcess.run("sysvshm", "remove", "--id", id).assertFailed(ExitStatus.FAILED, "EINVAL");
    }

    @Test
    void aWrongCommandLineIsRefused() {
        IpcKey key = IpcKey.of(1);
        sluice(key, "create").assertFailed(ExitStatus.MISUSED, "--size");
        sluice(key, "create", "--size", "0").assertFailed(ExitStatus.MISUSED, "'0' is not a whole number from 1 to");
        sluice(key, "create", "--size", "9223372036854775808")
                .assertFailed(ExitStatus.MISUSED, "'9223372036854775808' is not a whole number");
        sluice(key, "write", "--offset", "-1", "x").assertFailed(ExitStatus.MISUSED, "'-1' is not a whole number");
        sluice(key, "read", "--length", "-1").assertFailed(ExitStatus.MISUSED, "'-1' is not a whole number");
        SluiceProcess.run("sysvshm", "read").assertFailed(ExitStatus.MISUSED, "--key");
    }
}
