package io.sluice.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
    private static final Pattern NUMBER = Pattern.compile("[ _]?\\d+(-\\d+)?$");
    /** The heading that a call's assertions are under where that is another call; or those of one program. */
    private static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("timerfd_create", "timerfd"),
            Map.entry("timerfd_gettime", "timerfd"),
            Map.entry("timerfd_settime", "timerfd"),
            Map.entry("rt_sigqueueinfo", "sigqueue"),
            Map.entry("signalfd4", "signalfd"),
            Map.entry("pipe2", "pipe"),
            Map.entry("mknod", "mkfifo"),
            Map.entry("open", "mkfifo"),
            Map.entry("read", "mkfifo"),
            Map.entry("write", "mkfifo"),
            Map.entry("fcntl30", "F_SETPIPE_SZ"),
            Map.entry("fcntl35", "F_SETPIPE_SZ"),
            Map.entry("fcntl37", "F_SETPIPE_SZ"),
            Map.entry("fcntl", "F_OFD_SETLK"),
            Map.entry("sem", "semop"),
            Map.entry("inotify_init1", "inotify"),
            Map.entry("futex_wait", "futex"),
            Map.entry("futex_wake", "futex"),
            Map.entry("futex_wait_bitset", "futex"),
            Map.entry("futex_cmp_requeue", "futex"),
            Map.entry("futex_waitv", "futex"));

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

    /** What the table has under one heading: the call with those that belong to it, or the suite. */
    String group() {
        String call = NUMBER.matcher(id).replaceFirst("");
        return HEADINGS.getOrDefault(id, HEADINGS.getOrDefault(call, call));
    }
}
