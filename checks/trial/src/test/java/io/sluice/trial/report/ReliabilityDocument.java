package io.sluice.trial.report;

import io.sluice.trial.report.Catalogue.Section;
import io.sluice.trial.report.Result.Outcome;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation with tables of results. A table stands between {@code <!-- trial:kills jna jdk17 -->} and
 * {@code <!-- trial:end -->}: its section, and the binding and the JDK whose results it has, or any where they are not named. A row
 * of which there is no result stays as it is; a table of which there is none is only its marks.
 */
final class ReliabilityDocument {
    /** The last column: when it was run, and on what if the table does not say that. */
    static final String RUN = "run";

    private static final Pattern BEGIN = Pattern.compile("<!-- trial:([\\w-]+)( jna| ffm)?( jdk\\d+)? -->");
    private static final String END = "<!-- trial:end -->";
    private static final String LONG = "long";

    /** What stands between two marks; {@code lines} are those of the rows. */
    private record Region(Section section, String binding, String jdk, String head, Map<String, String> lines) {
        boolean has(Run run) {
            return (binding.isEmpty() || binding.equals(run.binding()))
                    && (jdk.isEmpty() || jdk.equals("jdk" + run.jdk()));
        }

        String line(Result result) {
            List<String> cells = new ArrayList<>(List.of(result.row()));
            section.values().forEach(column -> cells.add(result.values().getOrDefault(column, "")));
            StringBuilder run = new StringBuilder(
                    result.time().atZone(ZoneOffset.UTC).toLocalDate().toString());
            if (jdk.isEmpty()) {
                run.append(", JDK ").append(result.run().jdk());
            }
            if (binding.isEmpty()) {
                run.append(", ").append(result.run().bindingTitle());
            }
            cells.add(run.toString());
            return "| " + String.join(" | ", cells) + " |";
        }
    }

    private final List<Object> parts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Catalogue catalogue;

    ReliabilityDocument(String text, Catalogue catalogue) {
        this.catalogue = catalogue;
        Region open = null;
        for (String line : text.split("\n", -1)) {
            Matcher begin = BEGIN.matcher(line);
            if (open != null) {
                open = read(line, open);
            } else if (begin.matches()) {
                parts.add(line);
                open = begin(begin);
            } else {
                if (line.contains("trial:") && line.contains("<!--")) {
                    faults.add("no mark of a table: " + line);
                }
                parts.add(line);
            }
        }
        if (open != null) {
            faults.add("no end of " + open.section().name());
        }
    }

    private Region begin(Matcher begin) {
        try {
            Section section = catalogue.section(begin.group(1));
            return new Region(section, word(begin.group(2)), word(begin.group(3)), "", new HashMap<>());
        } catch (IllegalArgumentException unknown) {
            faults.add(unknown.getMessage());
            return null;
        }
    }

    private static String word(String group) {
        return group == null ? "" : group.strip();
    }

    /** A line within the marks. Returns the region as it is then, and nothing behind its end. */
    private Region read(String line, Region region) {
        if (line.equals(END)) {
            parts.add(region);
            parts.add(line);
            return null;
        } else if (!line.startsWith("|")) {
            if (!line.isBlank()) {
                faults.add("no row of " + region.section().name() + ": " + line);
            }
            return region;
        }
        List<String> cells = Catalogue.cells(line);
        List<String> columns = new ArrayList<>(region.section().columns());
        columns.add(RUN);
        if (region.head().isEmpty()) {
            if (!cells.equals(columns)) {
                faults.add("the head of " + region.section().name() + " is " + cells + ", not " + columns);
            }
            return new Region(region.section(), region.binding(), region.jdk(), line + "\n", region.lines());
        } else if (line.startsWith("|--") || line.startsWith("|:")) {
            return new Region(region.section(), region.binding(), region.jdk(), region.head() + line, region.lines());
        }
        List<String> name =
                cells.subList(0, Math.min(cells.size(), region.section().keys().size()));
        if (cells.size() != columns.size() || !region.section().rows().contains(name)) {
            faults.add("no row of " + region.section().name() + ": " + line);
        } else if (region.lines().put(String.join(Result.BETWEEN_CELLS, name), line) != null) {
            faults.add("twice in one table: " + line);
        }
        return region;
    }

    /** What is wrong with it, in words. */
    List<String> faults() {
        return faults;
    }

    long tables() {
        return parts.stream().filter(Region.class::isInstance).count();
    }

    /** The page with the latest results of the long form in its full length that were good. */
    String with(List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Region region) {
                List<String> rows = rows(region, results);
                if (!rows.isEmpty()) {
                    lines.add("");
                    lines.add(region.head().isEmpty() ? head(region.section()) : region.head());
                    lines.addAll(rows);
                    lines.add("");
                }
            } else {
                lines.add((String) part);
            }
        }
        return String.join("\n", lines);
    }

    private static String head(Section section) {
        return "| " + String.join(" | ", section.columns()) + " | " + RUN + " |\n"
                + "|---".repeat(section.keys().size())
                + "|--:".repeat(section.values().size()) + "|---|";
    }

    /** Good, and of the long form in its full length. */
    static boolean isForThePage(Result result) {
        return result.outcome() == Outcome.PASSED && result.run().sizes().equals(LONG);
    }

    private static List<String> rows(Region region, List<Result> results) {
        Map<String, Result> latest = new HashMap<>();
        results.stream()
                .filter(result -> result.isRow()
                        && result.section().equals(region.section().name()))
                .filter(ReliabilityDocument::isForThePage)
                .filter(result -> region.has(result.run()))
                .forEach(result -> latest.merge(
                        result.row(), result, (one, other) -> other.time().isBefore(one.time()) ? one : other));
        List<String> rows = new ArrayList<>();
        for (List<String> cells : region.section().rows()) {
            String name = String.join(Result.BETWEEN_CELLS, cells);
            if (latest.containsKey(name)) {
                rows.add(region.line(latest.get(name)));
            } else if (region.lines().containsKey(name)) {
                rows.add(region.lines().get(name));
            }
        }
        return rows;
    }
}
