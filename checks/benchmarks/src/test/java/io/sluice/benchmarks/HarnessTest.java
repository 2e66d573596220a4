package io.sluice.benchmarks;

import static io.sluice.benchmarks.Programs.c;
import static io.sluice.benchmarks.Programs.java;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.benchmarks.Programs.Program;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Few messages through the same paths that are measured: no time is asserted, but every count and byte is. */
@LongTest
class HarnessTest {
    private static final int COUNT = 300;
    private static final int ROUNDS = 1;

    @TempDir
    Path folder;

    private Programs programs;
    private Options options;

    @BeforeEach
    void findCompiler() {
        CProgram.requireCompiler();
        programs = new Programs(new CPrograms(CPrograms.compiler(), folder), Jdk.forContestants());
        options = new Options(List.of(), ROUNDS, 0, folder, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receive-64-10",
                "metrics-receive",
                "send-1024-10",
                "own-cost-receive",
                "own-cost-send",
                "latency-under-load",
                "fifo-receive-64",
                "fifo-receive-4096",
                "fifo-send-64",
                "fifo-send-4096",
                "fifo-bytes",
                "round-trip",
                "sysv-wake-up",
                "timers",
                "rivals",
                "signal-round-trip",
                "exit",
                "idle-ends",
                "semaphore-pairs",
                "lock-pairs",
                "ring-receive-64",
                "ring-send-64",
                "ring-wake-up",
                "shm-copy",
                "queues",
                "descriptors",
                "demand"
            })
    void aRowMeasuresEachContestantInEachRound(String id) {
        PathRow row = row(id);
        RowResult result = row.run(programs, options);
        String metric = result.metrics().get(0);
        assertThat(result.contestants(metric)).isEqualTo(row.namesOfThoseWhoCan(programs));
        for (String contestant : result.contestants(metric)) {
            assertThat(result.samples(metric, contestant).values())
                    .as(contestant)
                    .hasSize(ROUNDS)
                    .allSatisfy(value -> assertThat(value).isPositive());
        }
    }

    @Test
    void anArchiveOfClassesIsMadeBeforeItsContestantIsMeasured() {
        PathRow row = row("start-up").count(1);
        RowResult result = row.run(programs, options);
        assertThat(result.contestants(Metric.START_UP.name())).isEqualTo(row.namesOfThoseWhoCan(programs));
        assertThat(folder.resolve("archives")).isDirectoryContaining("glob:**receive-jna.jsa");
    }

    @Test
    void anArchiveThatTheJvmCannotUseIsAnError() throws IOException {
        ClassArchives archives = new ClassArchives(folder);
        String classPath = System.getProperty("java.class.path");
        assertThat(archives.worker(Jdk.own(), classPath, "jna", "receive"))
                .contains("-XX:ArchiveClassesAtExit=" + folder.resolve("receive-jna.jsa"));
        Files.writeString(folder.resolve("receive-jna.jsa"), "no archive");
        assertThatThrownBy(() -> archives.worker(Jdk.own(), classPath, "jna", "receive"))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("receive-jna.jsa");
    }

    @Test
    void anEarlierBuildTakesPartInTheSameRounds() {
        Options withBefore = new Options(List.of(), ROUNDS, 0, folder, System.getProperty("java.class.path"));
        PathRow row = row("receive-64-10");
        RowResult result = row.run(programs, withBefore);
        String metric = Metric.THROUGHPUT.name();
        assertThat(result.contestants(metric)).contains(Contestant.JNA, Contestant.before(Contestant.JNA));
        Results results = Results.load(folder.resolve("results.tsv"));
        results.put(row, result);
        assertThat(new Table(results).markdown(List.of(row)))
                .contains("Sluice JNA / Sluice JNA before, messages/s")
                .doesNotContain("C epoll before");
    }

    @Test
    void aBuildThatIsNotThereIsAnError() {
        Options withBefore = new Options(List.of(), ROUNDS, 0, folder, "no such folder");
        PathRow row = row("receive-64-10");
        assertThatThrownBy(() -> row.run(programs, withBefore))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("before");
    }

    private static PathRow row(String id) {
        Row found = Benchmarks.rows().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
        return ((PathRow) found).count(COUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "byte,   the bytes of a message",
        "number, the number of a message",
        "length, the length of a message",
        "extra,  message"
    })
    void whoeverReceivesFailsOnAPeerThatLies(String lie, String complaint) {
        List<Contestant> contestants = List.of(
                new Contestant(Contestant.C_BLOCKING, c("receive", "blocking")),
                new Contestant(Contestant.C_EPOLL, c("receive", "epoll")),
                new Contestant("C futex", c("hand_over")),
                new Contestant(Contestant.JNA, java("receive", "jna")),
                new Contestant(Contestant.HAND_JNA, java("receive-by-hand", "jna")));
        for (Contestant contestant : contestants) {
            assertComplaint(contestant, c("liar", lie), complaint);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "byte,   the bytes of a message",
        "number, the number of a message",
        "length, the length of a message",
        "extra,  message",
        "future, the time of a message"
    })
    void whoeverSaysHowLongAMessageWasOnItsWayFailsOnAPeerThatLies(String lie, String complaint) {
        List<Contestant> contestants = List.of(
                new Contestant(Contestant.C_EPOLL, c("load", "receive")),
                new Contestant(Contestant.JNA, java("receive-under-load", "jna")));
        for (Contestant contestant : contestants) {
            assertComplaint(contestant, c("liar", lie, "stamped"), complaint);
        }
    }

    private void assertComplaint(Contestant contestant, Program liar, String complaint) {
        PathRow row = new PathRow("lie", complaint)
                .contestants(contestant)
                .sender(liar)
                .posixQueues(10, 64)
                .count(COUNT);
        assertThatThrownBy(() -> row.run(programs, options))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining(contestant.name())
                .hasMessageContaining(complaint);
    }

    @Test
    void aLockThatIsKeptIsSeen() {
        PathRow row = new PathRow("lie", "keeps")
                .contestants(new Contestant(Contestant.C_BLOCKING, c("liar", "keeps")))
                .lockFile()
                .count(COUNT);
        assertThatThrownBy(() -> row.run(programs, options))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("still locked");
    }

    @Test
    void aMessageThatIsLeftInTheQueueIsAWrongCount() {
        PathRow row = new PathRow("lie", "leaves")
                .contestants(new Contestant(Contestant.C_BLOCKING, c("send", "blocking")))
                .receiver(c("liar", "leaves"))
                .posixQueues(10, 64)
                .count(COUNT);
        assertThatThrownBy(() -> row.run(programs, options))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("1 messages were left");
    }
}
