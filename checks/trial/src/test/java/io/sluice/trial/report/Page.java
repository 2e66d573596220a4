package io.sluice.trial.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report, block by block, as Markdown and as HTML that needs nothing from elsewhere. */
final class Page {
    private sealed interface Block permits Heading, Text, Table, Picture {}

    private record Heading(int level, String text) implements Block {}

    private record Text(String text) implements Block {}

    private record Table(List<String> head, List<List<String>> rows) implements Block {}

    private record Picture(String file, String svg) implements Block {}

    private static final String STYLE = """
            :root { color-scheme: light dark; --fg: #1b1b1b; --bg: #ffffff; --soft: #f1f3f5; --line: #c9ced4; --ink: #0b5cad; --bad: #b3261e }
            @media (prefers-color-scheme: dark) { :root { --fg: #e6e6e6; --bg: #16181b; --soft: #22262b; --line: #434a52; --ink: #6db1ff; --bad: #ff8a80 } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--fg); background: var(--bg); max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
            .wide { overflow-x: auto }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px }
            th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top }
            th { background: var(--soft) }
            td.number { text-align: right; white-space: nowrap }
            td.bad { color: var(--bad); font-weight: 600 }
            svg { max-width: 760px; width: 100%; height: auto }
            svg rect { fill: var(--bg) } svg text { fill: var(--fg) } svg polyline { stroke: var(--ink) }
            """;

    private final List<Block> blocks = new ArrayList<>();

    void heading(int level, String text) {
        blocks.add(new Heading(level, text));
    }

    void text(String text) {
        blocks.add(new Text(text));
    }

    /** Nothing where there are no rows. */
    void table(List<String> head, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            blocks.add(new Table(head, rows));
        }
    }

    /** A file beside the report, which the HTML contains. */
    void picture(String file, String svg) {
        blocks.add(new Picture(file, svg));
    }

    String markdown() {
        return blocks.stream().map(Page::markdown).collect(Collectors.joining("\n"));
    }

    private static String markdown(Block block) {
        if (block instanceof Heading heading) {
            return "#".repeat(heading.level()) + " " + heading.text() + "\n";
        } else if (block instanceof Text text) {
            return text.text() + "\n";
        } else if (block instanceof Picture picture) {
            return "![" + picture.file() + "](" + picture.file() + ")\n";
        }
        Table table = (Table) block;
        StringBuilder lines = new StringBuilder(row(table.head()))
                .append("|---".repeat(table.head().size()))
                .append("|\n");
        table.rows().forEach(row -> lines.append(row(row)));
        return lines.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    String html() {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Trial</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n"
                + blocks.stream().map(Page::html).collect(Collectors.joining("\n"))
                + "\n</body>\n</html>\n";
    }

    private static String html(Block block) {
        if (block instanceof Heading heading) {
            return "<h" + heading.level() + ">" + escape(heading.text()) + "</h" + heading.level() + ">";
        } else if (block instanceof Text text) {
            return "<p>" + escape(text.text()) + "</p>";
        } else if (block instanceof Picture picture) {
            return picture.svg();
        }
        Table table = (Table) block;
        StringBuilder lines = new StringBuilder("<div class=\"wide\"><table>\n<tr>");
        table.head().forEach(cell -> lines.append("<th>").append(escape(cell)).append("</th>"));
        for (List<String> row : table.rows()) {
            lines.append("</tr>\n<tr>");
            row.forEach(cell -> lines.append("<td")
                    .append(style(cell))
                    .append('>')
                    .append(escape(cell))
                    .append("</td>"));
        }
        return lines.append("</tr>\n</table></div>").toString();
    }

    private static String style(String cell) {
        if (cell.matches("-?[\\d,.]+(?: (?:ms|s|min|%))?")) {
            return " class=\"number\"";
        }
        return cell.equals("failed") || cell.equals(Report.NOT_ENDED) ? " class=\"bad\"" : "";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
