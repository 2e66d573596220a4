package io.sluice.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An assertion of a conformance suite.
 *
 * @param id such as {@code mq_open 3-1}
 * @param text what it asserts
 * @param note why it is not asked for in this API, or why one run is enough; empty for most
 */
record Assertion(String id, String text, String note) {
    private static final String UNSAYABLE = "not in this API: ";
    private static final String ONCE = "once: ";

    static Assertion parse(String line) {
        String[] fields = line.split(" \\| ", -1);
        if (fields.length < 2 || fields.length > 3) {
            throw new IllegalArgumentException("not an id, a text and perhaps a note: " + line);
        }
        String note = fields.length == 3 ? fields[2] : "";
        if (!note.isEmpty() && !note.startsWith(UNSAYABLE) && !note.startsWith(ONCE)) {
            throw new IllegalArgumentException("not a note: " + line);
        }
        return new Assertion(fields[0], fields[1], note);
    }

    /** Those of {@code assertions.txt}, in its order. */
    static List<Assertion> all() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Assertion.class.getResourceAsStream("assertions.txt"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Assertion::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean unsayable() {
        return note.startsWith(UNSAYABLE);
    }

    boolean once() {
        return note.startsWith(ONCE);
    }

    /** What the table has under one heading: the call, or the suite. */
    String group() {
        return id.startsWith("timerfd") ? "timerfd" : id.startsWith("m") ? id.substring(0, id.indexOf(' ')) : id;
    }
}
