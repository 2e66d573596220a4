package io.sluice.cli.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.cli.command.ExitStatus;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.testing.LongTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice fifo create}, {@code send}, {@code info} and {@code remove}. */
class FifoIT {
    @TempDir
    Path folder;

    private String fifo() {
        return folder.resolve("records").toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String read(PipeReadEnd end) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        end.tryRead(buffer);
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    @LongTest
    @Test
    void theLifeOfAFifo() throws IOException {
        SluiceProcess.run("fifo", "create", fifo(), "--mode", "0640")
                .assertPrinted("created " + fifo() + ": mode 0640");
        SluiceProcess.run("fifo", "create", fifo(), "--mode", "0640").assertPrinted("exists " + fifo() + ": mode 0640");
        SluiceProcess.run("fifo", "create", fifo()).assertPrinted("exists " + fifo());
        SluiceProcess.run("fifo", "create", fifo(), "--mode", "0600")
                .assertFailed(ExitStatus.FAILED, "EEXIST", "Asked for: mode 0600");
        SluiceProcess.run("fifo", "create", fifo(), "--exclusive").assertFailed(ExitStatus.FAILED, "EEXIST");
        Path path = Path.of(fifo());
        SluiceProcess.run("fifo", "info", fifo())
                .assertPrinted(
                        "name: " + fifo(),
                        "mode: 0640",
                        "uid: " + Files.getAttribute(path, "unix:uid"),
                        "gid: " + Files.getAttribute(path, "unix:gid"),
                        "capacity: 65536",
                        "readable-bytes: 0");
        SluiceProcess.run("fifo", "remove", fifo()).assertPrinted();
        assertThat(path).doesNotExist();
        SluiceProcess.run("fifo", "remove", fifo()).assertFailed(ExitStatus.FAILED, "unlink(" + fifo() + "): ENOENT");
        Files.writeString(path, "kept");
        for (String command : new String[] {"create", "info", "remove"}) {
            SluiceProcess.run("fifo", command, fifo())
                    .assertFailed(ExitStatus.FAILED, "This is a regular file, not a FIFO.");
        }
        assertThat(path).hasContent("kept");
    }

    @Test
    @LongTest
    void eachTextAndEachLineOfStandardInputIsALine() {
        Fifo.create(Path.of(fifo()));
        try (PipeReadEnd end = PipeReadEnd.open(Path.of(fifo()))) {
            SluiceProcess.run("fifo", "send", fifo(), "one", "zw\u00f6lf").assertPrinted();
            assertThat(read(end)).isEqualTo("one\nzw\u00f6lf\n");
            SluiceProcess.runWithInput(bytes("a\n\nlast"), "fifo", "send", fifo())
                    .assertPrinted();
            assertThat(read(end)).isEqualTo("a\n\nlast\n");
            Exit tooLong = SluiceProcess.runWithInput(bytes("ok\n" + "x".repeat(4096)), "fifo", "send", fifo());
            tooLong.assertFailed(
                    ExitStatus.FAILED,
                    "line 2: the line is longer than 4095 bytes, the limit of what a FIFO takes whole");
        }
    }

    @Test
    @LongTest
    void packetsAndRawBytes() {
        Fifo.create(Path.of(fifo()));
        try (PipeReadEnd end = PipeReadEnd.open(Path.of(fifo()))) {
            SluiceProcess.run("fifo", "send", fifo(), "--packets", "one", "two").assertPrinted();
            assertThat(read(end)).isEqualTo("one");
            assertThat(read(end)).isEqualTo("two");
            SluiceProcess.run("fifo", "send", fifo(), "--raw", "one", "two").assertPrinted();
            assertThat(read(end)).isEqualTo("onetwo");
            byte[] random = new byte[50_000];
            new Random(11).nextBytes(random);
            SluiceProcess.runWithInput(random, "fifo", "send", fifo(), "--raw").assertPrinted();
            ByteBuffer arrived = ByteBuffer.allocate(random.length);
            while (arrived.hasRemaining()) {
                assertThat(end.tryRead(arrived)).isPositive();
            }
            assertThat(arrived.flip()).isEqualTo(ByteBuffer.wrap(random));
        }
        SluiceProcess.run("fifo", "send", fifo(), "--raw", "--packets", "x")
                .assertFailed(ExitStatus.MISUSED, "mutually exclusive");
    }

    @Test
    @LongTest
    void aSendWaitsForAReaderAndForRoomUpToItsTimeout() throws IOException {
        Fifo.create(Path.of(fifo()));
        SluiceProcess.run("fifo", "send", fifo(), "--timeout", "50ms", "x")
                .assertFailed(
                        ExitStatus.TIMED_OUT,
                        "message 1: write(" + fifo()
                                + "): ETIMEDOUT, timed out. No process has opened the FIFO for reading" + " in time",
                        "Sent before it: 0.");
        try (SluiceProcess waiting = SluiceProcess.start("fifo", "send", fifo(), "x");
                PipeReadEnd end = PipeReadEnd.open(Path.of(fifo()))) {
            waiting.awaitExit().assertPrinted();
            assertThat(read(end)).isEqualTo("x\n");
            end.capacity(Pipe.PIPE_BUF);
            String text = "x".repeat(2047);
            SluiceProcess.run("fifo", "send", fifo(), "--timeout", "50ms", text, text, text)
                    .assertFailed(ExitStatus.TIMED_OUT, "message 3: ", "The pipe stayed full", "Sent before it: 2.");
        }
    }

    @Test
    @LongTest
    void aReaderInTheShellGetsTheLines() {
        Exit exit = SluiceProcess.shell(
                "sluice fifo create $1 && { cat $1 > $1.copy & sluice fifo send $1 one two && wait && cat $1.copy; }",
                fifo());
        exit.assertPrinted("created " + fifo() + ": mode 0600", "one", "two");
    }
}
