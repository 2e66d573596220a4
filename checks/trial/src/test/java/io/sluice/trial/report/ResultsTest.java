package io.sluice.trial.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.trial.report.Result.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final String ROW = "POSIX | C | C | receiver";

    @TempDir
    Path folder;

    @Test
    void aLineIsReadAsItWasWritten() {
        Result result = Samples.kills(Outcome.FAILED, Samples.RUN, "with a \\ and a\ttab = \r", 7);
        assertThat(result.line()).doesNotContain("\n");
        assertThat(Result.parse(result.line())).isEqualTo(result);
    }

    @Test
    void noPartOfALineIsTakenForALine() {
        String line = Samples.kills(Outcome.PASSED, Samples.RUN, ROW, 1_000).line();
        for (int end = 0; end < line.length(); end++) {
            String part = line.substring(0, end);
            assertThatIllegalArgumentException().as(part).isThrownBy(() -> Result.parse(part));
        }
    }

    @Test
    void theLastLineOfATestAndOfARowCounts() {
        Results results = new Results(folder.resolve("new"));
        assertThat(results.latest()).isEmpty();
        Result begun = Samples.test(Outcome.BEGUN, "kill.KillTest.posix[1]", Samples.RUN);
        Result row = Samples.kills(Outcome.PASSED, Samples.RUN, ROW, 1);
        Result passed = Samples.test(Outcome.PASSED, "kill.KillTest.posix[1]", Samples.RUN);
        results.add(List.of(begun));
        results.add(List.of(row, passed));
        assertThat(results.latest()).containsExactly(passed, row);
        Result again = Samples.kills(Outcome.PASSED, Samples.RUN, ROW, 2);
        Result onFfm = Samples.kills(Outcome.PASSED, new Run("abc", "ffm", 25, "long", "6.18", 2), ROW, 3);
        results.add(List.of(again, onFfm));
        assertThat(results.latest()).containsExactly(passed, again, onFfm);
    }

    @Test
    void aLineThatAKillHasTornIsLeftOutAndTheNextOneIsWhole() throws IOException {
        Results results = new Results(folder);
        Result first = Samples.test(Outcome.PASSED, "kill.KillTest.first", Samples.RUN);
        Result second = Samples.test(Outcome.PASSED, "kill.KillTest.second", Samples.RUN);
        results.add(List.of(first));
        String torn = second.line().substring(0, 40);
        Files.writeString(folder.resolve("results.tsv"), torn, StandardOpenOption.APPEND);
        assertThat(results.latest()).containsExactly(first);
        results.add(List.of(second));
        assertThat(results.latest()).containsExactly(first, second);
    }
}
