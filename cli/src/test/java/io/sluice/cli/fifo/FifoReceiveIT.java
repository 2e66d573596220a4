package io.sluice.cli.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.SluiceProcess;
import io.sluice.cli.SluiceProcess.Exit;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LongTest
class FifoReceiveIT {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void createFifo() {
        path = folder.resolve("fifo");
        Fifo.create(path);
    }

    private SluiceProcess receive(String... options) {
        String[] arguments = new String[3 + options.length];
        arguments[0] = "fifo";
        arguments[1] = "receive";
        arguments[2] = path.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return SluiceProcess.start(arguments);
    }

    /** Opens for writing, when the command has opened for reading. */
    private PipeWriteEnd writer() {
        return Bounds.await("a reader").ignoreExceptions().until(() -> PipeWriteEnd.open(path), end -> true);
    }

    private static void write(PipeWriteEnd end, String text) {
        assertThat(end.tryWrite(StandardCharsets.UTF_8.encode(text))).isEqualTo(text.length());
    }

    @Test
    void printsLinesUntilTheLastWriterLeaves() {
        try (SluiceProcess process = receive()) {
            try (PipeWriteEnd writer = writer()) {
                write(writer, "one\ntwo\n");
            }
            process.awaitExit().assertPrinted("one", "two");
        }
    }

    @Test
    void aCountLeavesTheOtherLinesInTheFifo() {
        try (PipeReadEnd end = PipeReadEnd.open(path);
                SluiceProcess process = receive("--count", "1");
                PipeWriteEnd writer = writer()) {
            write(writer, "one\ntwo\nthree\n");
            process.awaitExit().assertPrinted("one");
            assertThat(end.readableBytes()).isEqualTo("two\nthree\n".length());
        }
    }

    @Test
    void rawPrintsTheBytesAsTheyAre() {
        try (SluiceProcess process = receive("--raw")) {
            try (PipeWriteEnd writer = writer()) {
                write(writer, "no line feed");
            }
            assertThat(process.awaitExit()).isEqualTo(new Exit(0, "no line feed", ""));
        }
    }

    @Test
    void packetsArePrintedAsLines() {
        try (SluiceProcess process = receive("--packets")) {
            try (PipeWriteEnd writer = writer()) {
                writer.packetMode(true);
                write(writer, "one");
                write(writer, "two");
            }
            process.awaitExit().assertPrinted("one", "two");
        }
    }

    @Test
    void followWaitsForTheNextWriterUntilASignal() {
        try (SluiceProcess process = receive("--follow")) {
            for (int i = 1; i <= 3; i++) {
                try (PipeWriteEnd writer = writer()) {
                    write(writer, i + "\n");
                }
                process.awaitLines(i);
            }
            process.signal("TERM");
            assertThat(process.awaitExit()).isEqualTo(new Exit(143, "1\n2\n3\n", ""));
        }
    }

    @Test
    void aPartOfALineIsPrintedAndAnError() {
        try (SluiceProcess process = receive()) {
            try (PipeWriteEnd writer = writer()) {
                write(writer, "one\nhalf");
            }
            Exit exit = process.awaitExit();
            assertThat(exit.output()).isEqualTo("one\nhalf");
            assertThat(exit.error()).startsWith("sluice: The last writer left in the middle of a record");
            assertThat(exit.status()).isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsNoFifoIsAnError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        SluiceProcess.run("fifo", "receive", file.toString()).assertFailed(1, "EINVAL");
    }
}
