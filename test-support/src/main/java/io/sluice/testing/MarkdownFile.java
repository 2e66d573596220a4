package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, taken apart for the tests that hold it to the code. */
public final class MarkdownFile {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FENCE = Pattern.compile("( *)```(.*)");
    private static final Pattern INDENTED = Pattern.compile(" {4,}\\S.*");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)# .*");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final Pattern LINK = Pattern.compile("(?:]\\(|src=\")([^)\"\\s]+)");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    private final Path path;
    private final List<String> prose = new ArrayList<>();
    private final List<CodeBlock> codeBlocks = new ArrayList<>();

    /**
     * A block of code between fences.
     *
     * @param where the page and the line of the first fence
     * @param language what stands behind the first fence; empty where nothing does
     * @param text the lines between the fences, each with its line feed
     */
    public record CodeBlock(String where, String language, String text) {
        /**
         * The commands of a shell's block: all of its lines, but for a session, whose commands stand behind a {@code $}. A
         * line that ends in a backslash goes on in the next.
         *
         * @return the commands
         */
        public List<String> commands() {
            Stream<String> lines = text.replace("\\\n", " ").lines();
            return language.equals("console")
                    ? lines.filter(line -> line.startsWith("$ "))
                            .map(line -> line.substring(2))
                            .toList()
                    : lines.map(line -> COMMENT.matcher(line).replaceFirst(""))
                            .filter(line -> !line.isBlank())
                            .toList();
        }
    }

    /**
     * A row of a table, without those of its head.
     *
     * @param heading the nearest heading above the table; empty where there is none
     * @param cells its cells
     */
    public record TableRow(String heading, List<String> cells) {}

    private MarkdownFile(Path path) {
        this.path = path;
        List<String> block = null;
        String language = "";
        int indentation = 0;
        int first = 0;
        int number = 0;
        for (String line : read(path).split("\n", -1)) {
            number++;
            Matcher fence = FENCE.matcher(line);
            if (!fence.matches()) {
                (block != null ? block : prose).add(line);
            } else if (block == null) {
                block = new ArrayList<>();
                language = fence.group(2);
                indentation = fence.group(1).length();
                first = number;
            } else {
                int margin = indentation;
                StringBuilder text = new StringBuilder();
                block.forEach(each -> text.append(each.substring(Math.min(margin, each.length())))
                        .append('\n'));
                codeBlocks.add(new CodeBlock(this + ":" + first, language, text.toString()));
                block = null;
            }
        }
        assertThat(block).as("%s: a block that is not closed", this).isNull();
    }

    /**
     * README.md and the pages of docs.
     *
     * @return the pages
     */
    public static List<MarkdownFile> all() {
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
            return Stream.concat(Stream.of(TOP.resolve("README.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(MarkdownFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One page.
     *
     * @param name its path below the top of the project
     * @return the page
     */
    public static MarkdownFile of(String name) {
        return new MarkdownFile(TOP.resolve(name));
    }

    /**
     * The blocks of code of all pages.
     *
     * @param language the language they name
     * @return the blocks
     */
    public static List<CodeBlock> allCodeBlocks(String language) {
        return all().stream()
                .flatMap(page -> page.codeBlocks().stream())
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /**
     * Its blocks of code.
     *
     * @return the blocks in their order
     */
    public List<CodeBlock> codeBlocks() {
        return List.copyOf(codeBlocks);
    }

    /**
     * Everything else.
     *
     * @return the lines outside of fences
     */
    public List<String> prose() {
        return List.copyOf(prose);
    }

    /**
     * The prose by sentences. A heading, an item of a list and a cell of a table end a sentence; a line does not. A link is
     * only its text.
     *
     * @return the sentences in their order
     */
    public List<String> sentences() {
        return new MarkdownText(prose).sentences();
    }

    /**
     * The rows of all tables.
     *
     * @return the rows in their order
     */
    public List<TableRow> tableRows() {
        return new MarkdownText(prose).rows();
    }

    /**
     * Code that has no fence, and so no language.
     *
     * @return lines that are set as code by their indentation
     */
    public List<String> indentedCode() {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < prose.size(); i++) {
            if (prose.get(i - 1).isBlank() && INDENTED.matcher(prose.get(i)).matches()) {
                found.add(this + ": " + prose.get(i));
            }
        }
        return found;
    }

    /**
     * Where its headings can be linked to.
     *
     * @return an anchor for each heading, as the usual viewers make it
     */
    public List<String> anchors() {
        return prose.stream()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(heading -> NOT_IN_ANCHORS
                        .matcher(heading.group(1).toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-'))
                .toList();
    }

    /**
     * Links and pictures that lead to the project's own files, and do not arrive.
     *
     * @return the links
     */
    public List<String> brokenLinks() {
        return LINK.matcher(String.join("\n", prose))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !arrives(link))
                .map(link -> this + ": " + link)
                .toList();
    }

    private boolean arrives(String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? path : path.resolveSibling(file);
        return Files.exists(target)
                && (hash < 0 || new MarkdownFile(target).anchors().contains(link.substring(hash + 1)));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return TOP.relativize(path).toString();
    }
}
