package io.sluice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.LongTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of this build is the committed one. */
@LongTest
class ConformanceDocumentTest {
    private static final String WRITE = "sluice.conformance.write";

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .normalize()
            .getParent()
            .getParent();
    private static final Path DOCUMENT = ROOT.resolve(Path.of("docs", "conformance.md"));

    private final TestResults results = TestResults.read(ROOT);
    private final ConformanceTable table = new ConformanceTable(Assertion.all(), results);

    @Test
    void theTestsOfThisBuildHoldEveryAssertionAndTheDocumentSaysSo() throws IOException {
        assertThat(results.runs())
                .as("tests that have run: build the whole project")
                .contains("core on jna", "reactor on jna");
        if (Runtime.version().feature() >= 22) {
            assertThat(results.runs()).contains("core on ffm", "reactor on ffm");
        }
        assertThat(table.faults()).isEmpty();
        sayWhatIsNotChecked();
        if (Boolean.getBoolean(WRITE)) {
            assertThat(table.rows())
                    .as("where Maven runs on a JDK of 22 or later, both bindings are known")
                    .allMatch(Row::isKnown);
            Files.writeString(DOCUMENT, table.markdown());
        }
        List<String> differences = table.differences(Files.readString(DOCUMENT));
        assertThat(differences)
                .as(
                        "docs/conformance.md is stale: look at the differences, and if they are right, write it anew"
                                + " with -D%s=true on a JDK of 22 or later",
                        WRITE)
                .isEmpty();
    }

    private void sayWhatIsNotChecked() {
        for (Row row : table.rows()) {
            for (String cell : List.of(row.jna(), row.ffm())) {
                if (cell.startsWith(Row.SKIPPED)) {
                    System.out.println(row.assertion() + ": " + cell);
                }
            }
        }
        long unknown = table.rows().stream().filter(row -> !row.isKnown()).count();
        if (unknown > 0) {
            System.out.println(
                    unknown + " results on FFM are not checked: some tests did not run on it in this build.");
        }
    }
}
