package io.sluice.trial.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.trial.report.Result.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReliabilityDocumentTest {
    private static final Catalogue CATALOGUE = new Catalogue("""
            [kills] Kills: queue | killed -> received | lost
            POSIX | sender
            POSIX | receiver
            System V | sender
            """);
    private static final String PAGE = """
            # A page

            Prose stays.

            <!-- trial:kills jna -->

            | queue | killed | received | lost | run |
            |---|---|--:|--:|---|
            | POSIX | sender | 1 | 0 | 2026-11-20, JDK 17 |
            | System V | sender | 2 | 0 | 2026-11-21, JDK 17 |

            <!-- trial:end -->

            | another | table |
            """;

    private static Result result(Run run, Outcome outcome, String row, int received) {
        return Samples.kills(outcome, run, row, received);
    }

    private static ReliabilityDocument document(String text) {
        return new ReliabilityDocument(text, CATALOGUE);
    }

    @Test
    void rowsWithResultsAreWrittenInTheOrderOfTheCatalogueAndAllElseStays() {
        assertThat(document(PAGE).faults()).isEmpty();
        assertThat(document(PAGE).with(List.of())).isEqualTo(PAGE);
        List<Result> results = List.of(
                result(Samples.RUN, Outcome.PASSED, "POSIX | receiver", 30),
                result(Samples.RUN, Outcome.PASSED, "POSIX | sender", 10));
        assertThat(document(PAGE).with(results))
                .isEqualTo(PAGE.replace(
                        "| POSIX | sender | 1 | 0 | 2026-11-20, JDK 17 |",
                        "| POSIX | sender | 10 | 0 | 2026-11-23, JDK 17 |\n"
                                + "| POSIX | receiver | 30 | 0 | 2026-11-23, JDK 17 |"));
    }

    @Test
    void aTableWithoutAResultIsOnlyItsMarks() {
        String empty = "<!-- trial:kills jna jdk17 -->\n<!-- trial:end -->\n";
        assertThat(document(empty).faults()).isEmpty();
        assertThat(document(empty).with(List.of())).isEqualTo(empty);
        List<Result> results = List.of(result(Samples.RUN, Outcome.PASSED, "POSIX | sender", 10));
        String written = document(empty).with(results);
        assertThat(written).isEqualTo("""
                <!-- trial:kills jna jdk17 -->

                | queue | killed | received | lost | run |
                |---|---|--:|--:|---|
                | POSIX | sender | 10 | 0 | 2026-11-23 |

                <!-- trial:end -->
                """);
        assertThat(document(written).faults()).isEmpty();
        assertThat(document(written).with(results)).isEqualTo(written);
    }

    @Test
    void onlyGoodResultsOfTheWholeLongFormOnThatBindingCount() {
        List<Result> others = List.of(
                result(Samples.RUN, Outcome.FAILED, "POSIX | sender", 10),
                result(new Run("abc", "ffm", 25, "long", "6.18", 2), Outcome.PASSED, "POSIX | sender", 10),
                result(new Run("abc", "jna", 17, "long scale=0.5", "6.18", 2), Outcome.PASSED, "POSIX | sender", 10),
                result(new Run("abc", "jna", 17, "short", "6.18", 2), Outcome.PASSED, "POSIX | sender", 10));
        assertThat(document(PAGE).with(others)).isEqualTo(PAGE);
        String of25 = PAGE.replace("kills jna", "kills ffm jdk25").replace(", JDK 17", "");
        assertThat(document(of25).with(others)).contains("| POSIX | sender | 10 | 0 | 2026-11-23 |");
        String of21 = PAGE.replace("kills jna", "kills ffm jdk21").replace(", JDK 17", "");
        assertThat(document(of21).with(others)).isEqualTo(of21);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kills jna -->/deaths jna -->",
                "kills jna -->/kills on jna -->",
                "trial:end/trial:fin",
                "| received | lost |/| lost | received |",
                "System V/A pipe",
                "System V/POSIX",
                "| 2 | 0 |/| 2 |",
                "| System V |/ System V |"
            })
    void whatIsNoTableOfTheCatalogueIsAFault(String change) {
        int slash = change.indexOf('/');
        String changed = PAGE.replace(change.substring(0, slash), change.substring(slash + 1));
        assertThat(changed).isNotEqualTo(PAGE);
        assertThat(document(changed).faults()).isNotEmpty();
    }

    @Test
    void theTablesOfThePageAreThoseOfTheTrial() throws IOException {
        String page = Files.readString(Session.root().resolve("docs/reliability.md"));
        ReliabilityDocument document = new ReliabilityDocument(page, Catalogue.OF_THE_TRIAL);
        assertThat(document.faults()).isEmpty();
        assertThat(document.tables()).isPositive();
        assertThat(document.with(List.of())).isEqualTo(page);
    }
}
