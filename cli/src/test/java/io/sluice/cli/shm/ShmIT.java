package io.sluice.cli.shm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command beside a C program that has the same memory. */
@LongTest
class ShmIT {
    private static final int SIZE = 200_000;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = TestQueues.PREFIX + "shm-" + COUNT.incrementAndGet();

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(Path.of("/dev/shm" + name));
    }

    private String[] arguments(String command, String... more) {
        List<String> all = new ArrayList<>(List.of("shm", command, name));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Exit sluice(String command, String... more) {
        return SluiceProcess.run(arguments(command, more));
    }

    private RunningProgram openedPeer(int size) {
        RunningProgram peer = CProgram.of("shm_peer").start(name);
        assertThat(peer.ask("open")).isEqualTo("opened " + size);
        return peer;
    }

    @Test
    void anObjectFromItsCreationToItsEnd() {
        sluice("create", "--size", "100", "--mode", "0640").assertPrinted("created " + name + ": 100 bytes, mode 0640");
        sluice("create", "--size", "1").assertPrinted("exists " + name + ": 100 bytes, mode 0640");
        sluice("create", "--size", "101").assertFailed(ExitStatus.FAILED, "100 bytes");
        sluice("create", "--size", "1", "--exclusive").assertFailed(ExitStatus.FAILED, "EEXIST");
        try (RunningProgram peer = openedPeer(100)) {
            sluice("write", "--offset", "8", "from the shell").assertPrinted();
            assertThat(peer.ask("byte 8")).isEqualTo("" + (int) 'f');
            assertThat(peer.ask("write 4 " + 0x41424344)).isEqualTo("written");
            assertThat(sluice("read", "--offset", "4", "--length", "8").output())
                    .isEqualTo("DCBAfrom");
            assertThat(sluice("read", "--offset", "8").output()).isEqualTo("from the shell" + "\0".repeat(78));
            assertThat(sluice("info").output())
                    .startsWith("name: " + name + "\nmode: 0640\nuid: ")
                    .endsWith("size: 100\nallocated: 4096\n");
            Exit list = SluiceProcess.run("shm", "list");
            assertThat(list.output()).startsWith("NAME\tMODE\tUID\tGID\tSIZE\tALLOCATED\n");
            assertThat(list.output().lines().filter(line -> line.startsWith(name + "\t")))
                    .singleElement()
                    .asString()
                    .matches(name + "\t0640\t\\d+\t\\d+\t100\t4096");
        }
        sluice("unlink").assertPrinted();
        sluice("unlink").assertFailed(ExitStatus.FAILED, "ENOENT");
        sluice("read").assertFailed(ExitStatus.FAILED, "ENOENT");
    }

    @Test
    void manyBytesComeOutAsTheyWentIn() {
        sluice("create", "--size", "" + SIZE);
        String many = "0123456789".repeat(SIZE / 10);
        assertThat(SluiceProcess.runWithInput(many.getBytes(StandardCharsets.US_ASCII), arguments("write")))
                .isEqualTo(new Exit(ExitStatus.DONE, "", ""));
        assertThat(sluice("read").output()).isEqualTo(many);
        assertThat(sluice("read", "--offset", "3", "--length", "150000").output())
                .isEqualTo(many.substring(3, 150_003));
    }

    @Test
    void whatAnotherProcessHasCutOffIsAnError() throws IOException {
        sluice("create", "--size", "" + SIZE);
        try (RunningProgram peer = openedPeer(SIZE);
                SluiceProcess writing = SluiceProcess.start(arguments("write"))) {
            OutputStream input = writing.openInput();
            input.write('a');
            input.flush();
            Bounds.await("the first byte").until(() -> peer.ask("byte 0").equals("" + (int) 'a'));
            assertThat(peer.ask("truncate 0")).isEqualTo("truncated");
            input.write('b');
            input.flush();
            writing.awaitExit().assertFailed(ExitStatus.FAILED, "Another process has cut " + name + " off meanwhile.");
        }
    }

    @Test
    void aWrongCommandLineIsRefused() {
        SluiceProcess.run("shm", "read", "prices").assertFailed(ExitStatus.MISUSED, "slash");
        SluiceProcess.run("shm", "create", "/prices").assertFailed(ExitStatus.MISUSED, "--size");
        SluiceProcess.run("shm", "create", "/prices", "--size", "0")
                .assertFailed(ExitStatus.MISUSED, "'0' is not a whole number from 1 to");
        SluiceProcess.run("shm", "write", "/prices", "a", "b")
                .assertFailed(ExitStatus.MISUSED, "unexpected argument 'b'");
    }
}
