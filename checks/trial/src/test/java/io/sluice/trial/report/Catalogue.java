package io.sluice.trial.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables that trials measure: of each section its columns, and the cells that name its rows. Read from {@code rows.txt}. */
final class Catalogue {
    private static final String ARROW = "->";
    private static final String BAR = "|";

    static final Catalogue OF_THE_TRIAL = read();

    /**
     * One table.
     *
     * @param name such as {@code kills}
     * @param title above it in the report
     * @param keys the columns that name a row
     * @param values the columns that are measured
     * @param rows the cells of the first columns
     */
    record Section(String name, String title, List<String> keys, List<String> values, List<List<String>> rows) {
        List<String> columns() {
            return Stream.concat(keys.stream(), values.stream()).toList();
        }
    }

    private final Map<String, Section> sections = new LinkedHashMap<>();

    Catalogue(String text) {
        Section section = null;
        for (String line : text.lines()
                .filter(each -> !each.isBlank() && !each.startsWith("# "))
                .toList()) {
            if (line.startsWith("[")) {
                int nameEnd = line.indexOf(']');
                int titleEnd = line.indexOf(':');
                int arrow = line.indexOf(ARROW);
                section = new Section(
                        line.substring(1, nameEnd),
                        line.substring(nameEnd + 1, titleEnd).strip(),
                        cells(line.substring(titleEnd + 1, arrow)),
                        cells(line.substring(arrow + ARROW.length())),
                        new ArrayList<>());
                sections.put(section.name(), section);
            } else if (section == null) {
                throw new IllegalArgumentException("a row of no section: " + line);
            } else {
                section.rows().add(cells(line));
            }
        }
    }

    private static Catalogue read() {
        try (InputStream rows = Catalogue.class.getResourceAsStream("rows.txt")) {
            return new Catalogue(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of a line, without the bars at its ends that a line of Markdown has. */
    static List<String> cells(String line) {
        String inner = line.strip();
        inner = inner.startsWith(BAR) ? inner.substring(1) : inner;
        inner = inner.endsWith(BAR) ? inner.substring(0, inner.length() - 1) : inner;
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    List<Section> sections() {
        return List.copyOf(sections.values());
    }

    Section section(String name) {
        Section section = sections.get(name);
        if (section == null) {
            throw new IllegalArgumentException("no section: " + name + ", only " + sections.keySet());
        }
        return section;
    }
}
