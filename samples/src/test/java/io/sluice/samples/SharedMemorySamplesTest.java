package io.sluice.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.LongTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class SharedMemorySamplesTest {
    /** Writes to a file through a mapping of its own, and does not ask for it to reach the disk. */
    private static final String FILE_WRITER = """
            #include <fcntl.h>
            #include <sys/mman.h>
            #include <unistd.h>
            int main(int argc, char **argv) {
                int fd = open(argv[argc - 1], O_RDWR);
                if (fd < 0 || ftruncate(fd, 3000000) != 0)
                    return 1;
                char *bytes = mmap(0, 3000000, PROT_WRITE, MAP_SHARED, fd, 0);
                for (int i = 0; i < 3000000; i++)
                    bytes[i] = i % 10 == 9 ? '\\n' : 'a' + i % 26;
                return 0;
            }
            """;

    private static final Pattern BAR = Pattern.compile("1000 ticks up to +(\\d+): low 100\\.0, high 115\\.75,"
            + " volume 5500; +(\\d+) of 16384 bytes in the ring");
    private static final Pattern SENT = Pattern.compile("C program: sent (\\d+) ticks in (\\d+) ms");
    private static final Pattern FIGURE =
            Pattern.compile(" *(queue|ring): 500000 ticks, volume 2750000, (\\d+) messages a second");

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** What the C program says comes through this process's own output, so it needs one that is captured. */
    private static List<String> linesOf(Class<?> sample) {
        CProgram.requireCompiler();
        try (RunningProgram running = new ForkedJvm().start(sample)) {
            RunningProgram.Exit exit = running.awaitExit(BOUND);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output().lines().toList();
        }
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher;
    }

    @ParameterizedTest
    @Twins({SharedNote.class, io.sluice.samples.kotlin.SharedNote.class})
    void aNoteIsReadAndAnsweredByACProgram(Class<?> sample) {
        assertThat(linesOf(sample))
                .containsExactly(
                        "C program: somebody asks how many bolts there are",
                        "JVM: the answer is 42 boxes",
                        "unlinked: true");
    }

    @ParameterizedTest
    @Twins({TakeTurns.class, io.sluice.samples.kotlin.TakeTurns.class})
    void twoProcessesTakeTurns(Class<?> sample) {
        assertThat(linesOf(sample))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 6)
                        .mapToObj(i -> (i % 2 == 1 ? "JVM: " : "C program: ") + i)
                        .toList());
    }

    @ParameterizedTest
    @Twins({ShowFile.class, io.sluice.samples.kotlin.ShowFile.class})
    void whatACProgramHasWrittenThroughAMappingIsShown(Class<?> sample) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (RunningProgram writer =
                CProgram.ofSource("file_writer", FILE_WRITER).start(file)) {
            assertThat(writer.awaitExit(Bounds.WITH_START).status()).isZero();
        }
        assertThat(SampleOutput.linesOf(sample, file.toString()))
                .isEqualTo(Files.readAllLines(file))
                .hasSize(300_000);
        assertThat(SampleOutput.linesOf(sample)).containsExactly("argument: the FILE to show, such as /etc/services");
    }

    @ParameterizedTest
    @Twins({MarketData.class, io.sluice.samples.kotlin.MarketData.class})
    void eachTickIsInABarAndTheMarketWaitsForTheBars(Class<?> sample) {
        List<String> lines = linesOf(sample);
        assertThat(lines).hasSize(21);
        List<Matcher> bars = lines.stream()
                .filter(line -> !SENT.matcher(line).matches())
                .map(line -> matched(BAR, line))
                .toList();
        assertThat(bars.stream().map(bar -> Long.parseLong(bar.group(1))))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 20).mapToObj(i -> i * 1000).toList());
        assertThat(bars)
                .allSatisfy(bar -> assertThat(Integer.parseInt(bar.group(2))).isBetween(0, 16_384));
        Matcher sent = lines.stream()
                .map(SENT::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow();
        assertThat(sent.group(1)).isEqualTo("20000");
        // There was room for the last ticks when 19 bars were done, and each was worked on for 50 ms.
        assertThat(Integer.parseInt(sent.group(2))).isGreaterThanOrEqualTo(940);
    }

    @LongTest
    @ParameterizedTest
    @Twins({QueueOrRing.class, io.sluice.samples.kotlin.QueueOrRing.class})
    void theSameTicksComeOverTheQueueAndOverTheRing(Class<?> sample) {
        List<String> figures = linesOf(sample).stream()
                .filter(line -> !SENT.matcher(line).matches())
                .toList();
        assertThat(figures.stream().map(line -> matched(FIGURE, line).group(1))).containsExactly("queue", "ring");
    }
}
