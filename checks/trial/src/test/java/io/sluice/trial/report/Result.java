package io.sluice.trial.report;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of a test or of a row that it has measured: a line of the file, {@code key=value} between tabs.
 *
 * @param outcome how it went
 * @param time when that was known
 * @param run where
 * @param test its class, method and invocation
 * @param section of the report: that of its row, or the last part of its package
 * @param row the cells that name the row, with {@link #BETWEEN_CELLS} between them; a test's own name where it has none
 * @param values the other cells by their columns
 * @param seed what its chance was; empty where it has none
 * @param length how long the test took
 * @param reason why it was skipped or has failed
 */
record Result(
        Outcome outcome,
        Instant time,
        Run run,
        String test,
        String section,
        String row,
        Map<String, String> values,
        String seed,
        Duration length,
        String reason) {

    static final String BETWEEN_CELLS = " | ";

    private static final String VALUE = "value.";
    /** The last field: a line that a kill has torn does not have it. */
    private static final String END = "end";

    /** How it went. */
    enum Outcome {
        /** No end is known: it runs still, or was killed. */
        BEGUN,
        PASSED,
        SKIPPED,
        FAILED
    }

    /** Whether it is a row of a table, and not the test itself. */
    boolean isRow() {
        return !values.isEmpty();
    }

    /** What a later line of the same is known by. */
    String key() {
        return run.conditions() + " " + test + (isRow() ? " " + section + " " + row : "");
    }

    String line() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("outcome", outcome.name());
        all.put("time", time.toString());
        all.put("tree", run.tree());
        all.put("binding", run.binding());
        all.put("jdk", Integer.toString(run.jdk()));
        all.put("sizes", run.sizes());
        all.put("kernel", run.kernel());
        all.put("processors", Integer.toString(run.processors()));
        all.put("test", test);
        all.put("section", section);
        all.put("row", row);
        all.put("seed", seed);
        all.put("millis", Long.toString(length.toMillis()));
        all.put("reason", reason);
        values.forEach((column, value) -> all.put(VALUE + column, value));
        all.put(END, "");
        return all.entrySet().stream()
                .map(each -> each.getKey() + "=" + escape(each.getValue()))
                .collect(Collectors.joining("\t"));
    }

    /** Fails for a line that is not whole. */
    static Result parse(String line) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String field : line.split("\t", -1)) {
            int middle = field.indexOf('=');
            if (middle < 0) {
                throw new IllegalArgumentException("no field of a result: " + field);
            }
            all.put(field.substring(0, middle), unescape(field.substring(middle + 1)));
        }
        of(all, END);
        Map<String, String> values = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(VALUE)) {
                values.put(key.substring(VALUE.length()), value);
            }
        });
        Run run = new Run(
                of(all, "tree"),
                of(all, "binding"),
                Integer.parseInt(of(all, "jdk")),
                of(all, "sizes"),
                of(all, "kernel"),
                Integer.parseInt(of(all, "processors")));
        return new Result(
                Outcome.valueOf(of(all, "outcome")),
                Instant.parse(of(all, "time")),
                run,
                of(all, "test"),
                of(all, "section"),
                of(all, "row"),
                values,
                of(all, "seed"),
                Duration.ofMillis(Long.parseLong(of(all, "millis"))),
                of(all, "reason"));
    }

    private static String of(Map<String, String> all, String key) {
        String value = all.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a result without " + key);
        }
        return value;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && ++i < text.length()) {
                next = switch (text.charAt(i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> text.charAt(i);
                };
            }
            plain.append(next);
        }
        return plain.toString();
    }
}
