package io.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.benchmarks.Plots.Kind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
    private static final List<String> KINDS = List.of(
            "POSIX queues",
            "System V queues",
            "Timers",
            "Signals",
            "Processes",
            "FIFOs",
            "Semaphores",
            "File locks",
            "Rings",
            "Shared memory");

    @TempDir
    Path folder;

    private static Row row(Kind kind) {
        return Benchmarks.rows().stream()
                .filter(row -> row.id().equals(kind.row()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachKindHasARowThatComparesBothBindingsWithC() {
        assertThat(Plots.KINDS.stream().map(Kind::kind).distinct()).containsExactlyElementsOf(KINDS);
        assertThat(Plots.KINDS).allSatisfy(kind -> {
            assertThat(kind.against()).startsWith("C ");
            for (String contestant : List.of(Contestant.FFM, Contestant.JNA)) {
                assertThat(row(kind).comparisons())
                        .as(kind + ", " + contestant)
                        .anyMatch(comparison -> comparison.metric().equals(kind.metric())
                                && comparison.contestant().equals(contestant)
                                && kind.against().equals(comparison.against()));
            }
        });
    }

    @Test
    void thePictureOfAllKindsShowsTimesAlsoWhereARateWasMeasured() {
        Results results = Results.load(folder.resolve("results.tsv"));
        results.facts(facts());
        measure(results, "shm-copy", 400, 100, 200); // as fast as that: 4 and 2 times the time of C
        measure(results, "timers", 10, 30, 50); // as late as that: 3 and 5 times as late as C
        assertThat(new Plots(results).kinds().draw())
                .containsSubsequence("Timers: ", ">3.00<", ">5.00<", "Shared memory: ", ">4.00<", ">2.00<")
                .doesNotContain("Signals: ");
    }

    private static void measure(Results results, String id, double c, double ffm, double jna) {
        Kind kind = Plots.KINDS.stream()
                .filter(one -> one.row().equals(id))
                .findFirst()
                .orElseThrow();
        RowResult result = new RowResult();
        result.add(kind.metric().name(), kind.against(), c);
        result.add(kind.metric().name(), Contestant.FFM, ffm);
        result.add(kind.metric().name(), Contestant.JNA, jna);
        results.put(row(kind), result);
    }

    private static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < Machine.SHORT; i++) {
            facts.put("fact " + i, "value " + i);
        }
        return facts;
    }
}
