package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.MarkdownFile.TableRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownFileTest {
    @TempDir
    Path folder;

    private MarkdownFile page(String text) throws IOException {
        return MarkdownFile.of(
                Files.writeString(folder.resolve("page.md"), text).toString());
    }

    @Test
    void aSentenceGoesOnInTheNextLineAndEndsWithItsParagraph() throws IOException {
        assertThat(page("""
                # A title

                One goes
                on. Two says `a. b` and costs 3.5 us. `three`
                is code:

                Four.
                """).sentences())
                .containsExactly(
                        "A title", "One goes on.", "Two says `a. b` and costs 3.5 us.", "`three` is code:", "Four.");
    }

    @Test
    void itemsAndCellsAreSentencesOfTheirOwn() throws IOException {
        assertThat(page("""
                Before:
                - **Bold.** Plain,
                  and on
                1. (In brackets.) Behind

                | head | says |
                |---|---|
                | left | right. More |
                """).sentences())
                .containsExactly(
                        "Before:", "**Bold.**", "Plain, and on", "(In brackets.)", "Behind", "left", "right.", "More");
    }

    @Test
    void codeIsNoSentenceAndALinkIsItsText() throws IOException {
        assertThat(page("""
                See [the
                page](other.md#part) first.

                ```sh
                no sentence. At all
                ```
                """).sentences()).containsExactly("See the page first.");
    }

    @Test
    void aRowKnowsItsHeadingAndIsNotOfTheHead() throws IOException {
        assertThat(page("""
                | before | all |
                |---|---|
                | a | |

                ## One `heading`

                | x |
                | --- |
                | [b](c.md) |
                | d |
                """).tableRows())
                .containsExactly(
                        new TableRow("", List.of("a", "")),
                        new TableRow("One `heading`", List.of("b")),
                        new TableRow("One `heading`", List.of("d")));
    }
}
