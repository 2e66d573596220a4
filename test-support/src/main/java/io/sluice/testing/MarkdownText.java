package io.sluice.testing;

import io.sluice.testing.MarkdownFile.TableRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a reader reads of a page: its sentences and the rows of its tables, with the text of a link in place of the link. */
final class MarkdownText {
    private static final Pattern LINK = Pattern.compile("!?\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final Pattern ITEM = Pattern.compile("(?:[-*]|\\d+\\.) (.*)");
    private static final Pattern RULE = Pattern.compile("\\|(?: ?:?-+:? ?\\|)+");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?]|[.!?]\\*\\*|[.!?]\\)) (?![\\p{Ll} ])");

    private final List<String> blocks = new ArrayList<>();
    private final List<TableRow> rows = new ArrayList<>();

    MarkdownText(List<String> lines) {
        StringBuilder block = new StringBuilder();
        String heading = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher title = HEADING.matcher(line);
            Matcher item = ITEM.matcher(line);
            boolean isRow = line.startsWith("|");
            if (line.isEmpty() || title.matches() || item.matches() || isRow) {
                end(block);
            }
            if (title.matches()) {
                heading = plain(title.group(1));
                blocks.add(heading);
            } else if (isRow) {
                boolean isHead = i + 1 < lines.size() && isRule(lines.get(i + 1));
                if (!isHead && !isRule(line)) {
                    TableRow row = new TableRow(heading, cells(line));
                    rows.add(row);
                    blocks.addAll(row.cells());
                }
            } else {
                block.append(' ').append(item.matches() ? item.group(1) : line);
            }
        }
        end(block);
    }

    private void end(StringBuilder block) {
        String text = plain(block.toString().strip());
        if (!text.isEmpty()) {
            blocks.add(text);
        }
        block.setLength(0);
    }

    private static boolean isRule(String line) {
        return RULE.matcher(line.strip()).matches();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", -1))
                .limit(line.chars().filter(character -> character == '|').count() - 1)
                .map(cell -> plain(cell.strip()))
                .toList();
    }

    private static String plain(String text) {
        return LINK.matcher(text).replaceAll("$1");
    }

    List<String> sentences() {
        return blocks.stream()
                .flatMap(block -> Stream.of(BETWEEN_SENTENCES.split(block)))
                .toList();
    }

    List<TableRow> rows() {
        return List.copyOf(rows);
    }
}
