package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.pipe.Fifo;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipeSamplesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @Twins({ParentAndChild.class, io.sluice.samples.kotlin.ParentAndChild.class})
    void theChildAnswersItsParentAndExits(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactly(
                        "halloo halloo halloo...",
                        "who is there who is there who is there...",
                        "good bye good bye good bye...",
                        "exit status 0");
    }

    @ParameterizedTest
    @CsvSource({
        "io.sluice.samples.FifoReader, io.sluice.samples.kotlin.FifoWriter",
        "io.sluice.samples.kotlin.FifoReader, io.sluice.samples.FifoWriter"
    })
    void oneStrangerReadsWhatTheOtherWrites(Class<?> reader, Class<?> writer) {
        String path = folder.resolve("fifo").toString();
        try (RunningProgram reading = new ForkedJvm().start(reader, path)) {
            assertThat(reading.line()).isEqualTo("reading " + path);
            assertThat(SampleOutput.linesOf(writer, path)).containsExactly("three lines written to " + path);
            String end = " of process " + ProcessHandle.current().pid();
            assertThat(reading.awaitExit(Bounds.WITH_START).output().lines().skip(1))
                    .containsExactly("line 1" + end, "line 2" + end, "line 3" + end, "the last writer has left");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @Twins({FifoWriter.class, io.sluice.samples.kotlin.FifoWriter.class})
    void aStrangerMayBeAnyProgram(Class<?> writer) throws IOException {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        Process cat = new ProcessBuilder("cat", path.toString()).start();
        try {
            SampleOutput.linesOf(writer, path.toString());
            List<String> lines = cat.inputReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("line "));
        } finally {
            cat.destroy();
        }
    }

    @ParameterizedTest
    @Twins({WatchChildren.class, io.sluice.samples.kotlin.WatchChildren.class})
    void eachChildIsReportedAsItEnded(Class<?> sample) {
        assertThat(SampleOutput.linesOf(sample))
                .containsExactlyInAnyOrder(
                        "sleep 0.2; kill -TERM $$: killed by TERM",
                        "sleep 0.4; exit 3: exited with 3",
                        "sleep 0.6: exited with 0");
    }

    /** Both write to the same output, so their lines are not in order. */
    @ParameterizedTest
    @Twins({TicketServer.class, io.sluice.samples.kotlin.TicketServer.class})
    void theServerAnswersACClientOnTheClientsOwnFifo(Class<?> sample) {
        CProgram.requireCompiler();
        try (RunningProgram serving = new ForkedJvm().start(sample)) {
            RunningProgram.Exit exit = serving.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output().lines().map(line -> line.replaceAll("process \\d+", "process N")))
                    .containsExactlyInAnyOrder(
                            "process N gets 1 from 1",
                            "client: 1 from 1",
                            "process N gets 2 from 2",
                            "client: 2 from 2",
                            "process N gets 3 from 4",
                            "client: 3 from 4",
                            "the client has left");
        }
    }
}
