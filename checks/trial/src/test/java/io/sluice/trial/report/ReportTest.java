package io.sluice.trial.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.trial.report.Result.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String ROW = "POSIX | C | C | receiver";
    private static final Run FFM = new Run("abc", "ffm", 25, "long", "6.18", 2);

    private static Report report(Result... results) {
        return new Report("abc", List.of(results));
    }

    @Test
    void hasEachRowWithItsRunAndSaysWhichWereNotRun() {
        Report report = report(
                Samples.kills(Outcome.PASSED, Samples.RUN, ROW, 1_462),
                Samples.kills(Outcome.PASSED, FFM, ROW, 3_070),
                Samples.kills(Outcome.PASSED, new Run("older", "jna", 17, "long", "6.18", 2), ROW, 99_999));
        String page = report.page(Map.of()).markdown();
        assertThat(page)
                .contains(
                        "| POSIX | C | C | receiver | 0 | 1462 | 0 | 0 | 0 | 0 | passed | JDK 17, JNA | long | 7 | 1.2 s |")
                .contains("| 3070 | 0 | 0 | 0 | 0 | passed | JDK 25, FFM |")
                .contains("Not run: POSIX, C, JVM, demand 1 by 1, receiver;")
                .contains("Nothing has failed")
                .doesNotContain("99999");
    }

    private static Result race(Outcome outcome, Run run, String race, String rounds, String rate) {
        return new Result(
                outcome,
                Samples.TIME,
                run,
                "race.RaceTest.a" + race,
                "races",
                race,
                Map.of("rounds", rounds, "a second", rate, "outcomes", "{}"),
                "7",
                Duration.ofSeconds(2),
                "");
    }

    @Test
    void racesAreAddedUpByTheirPairsOfEvents() {
        Run jna = new Run("abc", "jna", 25, "long", "6.18", 2);
        List<Result> pairs = Pairs.of(List.of(
                race(Outcome.PASSED, jna, "READINESS send, room x cancel", "1,000", "500"),
                race(Outcome.PASSED, FFM, "READINESS send, room x cancel", "2,000", "700"),
                race(Outcome.PASSED, FFM, "SYSTEM_V send, room x cancel", "3,000", "90"),
                race(Outcome.PASSED, FFM, "SYSTEM_V send, room x close", "1", "1"),
                race(Outcome.FAILED, jna, "SYSTEM_V send, room x close", "1", "1"),
                race(Outcome.PASSED, Samples.RUN, "timer, request x cancel", "5", "5")));
        assertThat(pairs).extracting(Result::row).containsExactly("timer, request x cancel", "send, room x cancel");
        assertThat(pairs.get(1).values())
                .containsEntry("rounds", "6,000")
                .containsEntry("slowest, a second", "90")
                .containsEntry("fastest, a second", "700");
        assertThat(pairs.get(1).run().title()).isEqualTo("JDK 25, FFM+JNA");
        assertThat(pairs).allSatisfy(pair -> assertThat(Row.names("pairs")).contains(List.of(pair.row())));
    }

    @Test
    void saysFirstWhatHasFailedAndWhatHasNoEnd() {
        Report report = report(
                Samples.test(Outcome.FAILED, "kill.KillTest.fails", Samples.RUN),
                Samples.test(Outcome.BEGUN, "kill.KillTest.hangs", Samples.RUN),
                Samples.test(Outcome.PASSED, "kill.KillTest.passes", Samples.RUN),
                Samples.test(Outcome.FAILED, "kill.KillTest.failsElsewhere", FFM));
        assertThat(report.bad(17, "long"))
                .containsExactly(
                        "failed: kill.KillTest.fails on JDK 17, JNA: it was wrong there",
                        "not ended: kill.KillTest.hangs on JDK 17, JNA: ");
        assertThat(report.bad(17, "long scale=0.5")).isEmpty();
        assertThat(report.page(Map.of()).markdown())
                .contains("| kill.KillTest.fails | failed | JDK 17, JNA | 7 | it was wrong there |")
                .contains("| JDK 17, JNA | long | 6.18 | 2 | 1 | 1 | 0 | 1 |");
    }

    @Test
    void theWholeOfAParameterizedTestIsNoTestOfItsOwn() {
        Report report = report(
                Samples.test(Outcome.PASSED, "kill.KillTest.each[1]", Samples.RUN),
                Samples.test(Outcome.PASSED, "kill.KillTest.each", Samples.RUN));
        assertThat(report.page(Map.of()).markdown())
                .contains("| kill.KillTest.each[1] |")
                .doesNotContain("| kill.KillTest.each |");
    }

    @Test
    void thePictureOfThePageIsThatOfTheSoakInItsFullLength(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("soak-jdk17-jna.svg"), "whole");
        Files.writeString(folder.resolve("soak-jdk25-ffm.svg"), "scaled");
        Path target = folder.resolve("soak.svg");
        Run scaled = new Run("abc", "ffm", 25, "long scale=0.5", "6.18", 2);
        report(Samples.soak(scaled)).copyPicture(folder, target);
        assertThat(target).doesNotExist();
        report(Samples.soak(Samples.RUN), Samples.soak(scaled)).copyPicture(folder, target);
        assertThat(target).hasContent("whole");
    }

    @Test
    void thePageForBrowsersHasThePicturesInItAndNeedsNothingFromElsewhere() {
        Report report = report(Samples.test(Outcome.FAILED, "kill.KillTest.<fails>", Samples.RUN));
        String html = report.page(Map.of("soak.svg", "<svg><rect/></svg>")).html();
        assertThat(html)
                .contains(
                        "<svg><rect/></svg>",
                        "&lt;fails&gt;",
                        "prefers-color-scheme: dark",
                        "<td class=\"bad\">failed</td>")
                .doesNotContain("<script", "<link", "http", "src=");
    }
}
