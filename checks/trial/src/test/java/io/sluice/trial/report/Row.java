package io.sluice.trial.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a trial has measured: a row of the report, of which {@code rows.txt} knows that there is one. A test makes it before it
 * checks the figures, so that they are seen where they are wrong; the test's outcome is the row's.
 */
public final class Row {
    private static final List<Row> OF_THE_TEST = new ArrayList<>();

    private final Catalogue.Section section;
    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Row(Catalogue.Section section, List<String> cells) {
        this.section = section;
        name = String.join(Result.BETWEEN_CELLS, cells);
        if (!section.rows().contains(cells)) {
            throw new IllegalArgumentException("rows.txt has no row of " + section.name() + ": " + name);
        }
    }

    /**
     * Begins a row.
     *
     * @param section which table, such as {@code kills}
     * @param cells what names the row
     */
    public static Row of(String section, Object... cells) {
        return new Row(
                Catalogue.OF_THE_TRIAL.section(section),
                Stream.of(cells).map(Object::toString).toList());
    }

    /** The cells that name the rows of a table. */
    public static List<List<String>> names(String section) {
        return List.copyOf(Catalogue.OF_THE_TRIAL.section(section).rows());
    }

    /** Adds a cell; a number is written as numbers are in the report. */
    public Row value(String column, Object value) {
        if (!section.values().contains(column)) {
            throw new IllegalArgumentException("no column of " + section.name() + ": " + column);
        }
        boolean isWhole = value instanceof Integer || value instanceof Long;
        values.put(
                column, isWhole ? String.format(Locale.ROOT, "%,d", ((Number) value).longValue()) : value.toString());
        return this;
    }

    /** Ends the row, and says it in the output. */
    public void done() {
        if (values.size() < section.values().size()) {
            throw new IllegalStateException("of " + section.values() + " there is only " + values);
        }
        System.out.println(this);
        synchronized (OF_THE_TEST) {
            OF_THE_TEST.add(this);
        }
    }

    /** Keeps a file beside the report, with the run in its name; nothing where there is none, or nothing is recorded. */
    public static void keep(Path file) throws IOException {
        if (Session.results().isPresent() && Files.exists(file)) {
            Run run = Session.run().orElseThrow();
            Path folder = Session.results().get().folder();
            Files.createDirectories(folder);
            String kept = run.fileName(file.getFileName().toString());
            Files.copy(file, folder.resolve(kept), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Those that were ended since the last call. */
    static List<Row> take() {
        synchronized (OF_THE_TEST) {
            List<Row> rows = List.copyOf(OF_THE_TEST);
            OF_THE_TEST.clear();
            return rows;
        }
    }

    String section() {
        return section.name();
    }

    String name() {
        return name;
    }

    Map<String, String> values() {
        return values;
    }

    @Override
    public String toString() {
        return section.name() + ": " + name + ": " + values;
    }
}
