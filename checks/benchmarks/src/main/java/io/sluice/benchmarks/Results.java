package io.sluice.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured, in a file of lines with tabs. Rows that are run again take the place of what was there, so that a
 * table can be measured in parts.
 */
final class Results {
    private static final String FACT = "fact";
    private static final String SKIPPED = "skipped";
    private static final String ABSENT = "absent";
    private static final String SAMPLES = "samples";

    private final Path file;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, String> skipped = new TreeMap<>();
    private final Map<String, RowResult> rows = new TreeMap<>();

    private Results(Path file) {
        this.file = file;
    }

    static Results load(Path file) {
        Results results = new Results(file);
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).forEach(results::read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return results;
    }

    private void read(String line) {
        String[] cells = line.split("\t", -1);
        switch (cells[0]) {
            case FACT -> facts.put(cells[1], cells[2]);
            case SKIPPED -> skipped.put(cells[1], cells[2]);
            case ABSENT -> readRow(cells[1]).absent(cells[2], cells[3]);
            case SAMPLES -> {
                RowResult row = readRow(cells[1]);
                for (String value : cells[4].split(" ", -1)) {
                    row.add(cells[2], cells[3], Double.parseDouble(value));
                }
            }
            default -> throw new IllegalStateException(file + " has a line that begins with " + cells[0]);
        }
    }

    private RowResult readRow(String id) {
        return rows.computeIfAbsent(id, any -> new RowResult());
    }

    void facts(Map<String, String> machine) {
        facts.clear();
        facts.putAll(machine);
    }

    Map<String, String> facts() {
        return facts;
    }

    void put(Row row, RowResult result) {
        rows.put(row.id(), result);
        skipped.remove(row.id());
    }

    void skip(Row row, String reason) {
        skipped.put(row.id(), reason);
        rows.remove(row.id());
    }

    @Nullable
    RowResult of(Row row) {
        return rows.get(row.id());
    }

    @Nullable
    String whySkipped(Row row) {
        return skipped.get(row.id());
    }

    void save() {
        List<String> lines = new ArrayList<>();
        facts.forEach((name, value) -> lines.add(String.join("\t", FACT, name, value)));
        skipped.forEach((row, reason) -> lines.add(String.join("\t", SKIPPED, row, reason)));
        rows.forEach((id, row) -> {
            row.absent().forEach((contestant, reason) -> lines.add(String.join("\t", ABSENT, id, contestant, reason)));
            for (String metric : row.metrics()) {
                for (String contestant : row.contestants(metric)) {
                    lines.add(String.join("\t", SAMPLES, id, metric, contestant, values(row, metric, contestant)));
                }
            }
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String values(RowResult row, String metric, String contestant) {
        Samples samples = row.samples(metric, contestant);
        List<String> words = new ArrayList<>();
        if (samples != null) {
            samples.values().forEach(value -> words.add(value.toString()));
        }
        return String.join(" ", words);
    }
}
