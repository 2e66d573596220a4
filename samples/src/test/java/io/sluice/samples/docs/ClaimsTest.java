package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.MarkdownFile;
import io.sluice.testing.MarkdownFile.TableRow;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/claims.md has each sentence of the pages that says never, always, at most or exactly, and the tests that hold it. */
class ClaimsTest {
    /**
     * Pages without claims of their own: the first has the assertions of others and is held by the module conformance, the
     * second has measurements, and the third is the list. CHANGELOG.md tells what was, and CONTRIBUTING.md speaks to those
     * who change the project; both are not in docs.
     */
    private static final Set<String> NO_CLAIMS = Set.of("docs/conformance.md", "docs/benchmarks.md", "docs/claims.md");

    private static final Pattern ABSOLUTE =
            Pattern.compile("\\b(?:never|always|at most|exactly)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final String TEST = "`[\\w.]+\\.[A-Z]\\w+\\.\\w+`";
    private static final Pattern TESTS = Pattern.compile(TEST + "(?:, " + TEST + ")*");

    private final List<TableRow> rows = MarkdownFile.of("docs/claims.md").tableRows();

    @Test
    void eachSentenceThatLeavesNoExceptionIsListedOnceWhereItStands() {
        List<String> said = pages().flatMap(page -> absolutes(page).map(sentence -> page + ": " + sentence))
                .distinct()
                .toList();
        List<String> listed = rows.stream().map(ClaimsTest::sentence).toList();
        assertThat(said)
                .as("the sentences of the pages, each to be a row of docs/claims.md")
                .hasSizeGreaterThan(50);
        assertThat(said)
                .filteredOn(sentence -> !listed.contains(sentence))
                .as("not in docs/claims.md")
                .isEmpty();
        assertThat(listed)
                .filteredOn(sentence -> !said.contains(sentence))
                .as("on no page")
                .isEmpty();
        assertThat(listed).doesNotHaveDuplicates();
    }

    @Test
    void eachTestThatIsNamedIsThere() {
        TestSources tests = new TestSources();
        List<String> cells = rows.stream()
                .filter(ClaimsTest::isClaim)
                .map(row -> row.cells().get(1))
                .toList();
        assertThat(cells).hasSizeGreaterThan(40).allMatch(TESTS.asMatchPredicate());
        assertThat(cells.stream()
                        .flatMap(cell -> Stream.of(cell.replace("`", "").split(", ", -1))))
                .filteredOn(name -> !tests.has(name))
                .isEmpty();
    }

    @Test
    void whatIsNoSuchTestIsNotFound() {
        TestSources tests = new TestSources();
        String own = "samples.docs.ClaimsTest.";
        assertThat(tests.has(own + "eachTestThatIsNamedIsThere")).isTrue();
        assertThat(List.of(own + "claims", own + "gone", "samples.docs.ClaimTest.eachTestThatIsNamedIsThere"))
                .noneMatch(tests::has);
    }

    /** Claims are below the name of their page. What is no promise is below the reason, and names its page in the first cell. */
    private static boolean isClaim(TableRow row) {
        return row.heading().endsWith(".md");
    }

    private static String sentence(TableRow row) {
        return isClaim(row)
                ? row.heading() + ": " + row.cells().get(0)
                : row.cells().get(0) + ": " + row.cells().get(1);
    }

    private static Stream<MarkdownFile> pages() {
        return Stream.concat(Stream.of(MarkdownFile.of("SECURITY.md")), MarkdownFile.all().stream())
                .filter(page -> !NO_CLAIMS.contains(page.toString()));
    }

    private static Stream<String> absolutes(MarkdownFile page) {
        return page.sentences().stream()
                .filter(sentence ->
                        ABSOLUTE.matcher(CODE.matcher(sentence).replaceAll("`")).find());
    }
}
