package io.sluice.mqueue;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The rules for names, checked before the kernel sees one: its own answers to bad names are hard to read. */
final class MqName {
    /** {@code NAME_MAX}, in bytes and without the slash. */
    private static final int LONGEST = 255;

    private MqName() {}

    static String check(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a queue name must not be empty: use a slash and a name, as in /orders");
        }
        if (name.charAt(0) != '/') {
            throw bad(name, "must begin with a slash, as in /" + printable(name));
        }
        if (name.length() == 1) {
            throw bad(name, "must have at least one character behind the slash");
        }
        if (name.indexOf('/', 1) >= 0) {
            throw bad(name, "must have no second slash: queues have no folders");
        }
        if (name.indexOf('\0') >= 0) {
            throw bad(name, "must not contain a NUL character");
        }
        if (name.equals("/.") || name.equals("/..")) {
            throw bad(name, "must not be . or ..");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            // The bindings would write a question mark for it, and so name another queue.
            throw bad(name, "must not contain half of a surrogate pair, which UTF-8 cannot write");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length - 1;
        if (bytes > LONGEST) {
            throw bad(name, "must have no more than " + LONGEST + " bytes behind the slash, and has " + bytes);
        }
        return name;
    }

    private static IllegalArgumentException bad(String name, String rule) {
        return new IllegalArgumentException("the queue name '" + printable(name) + "' " + rule);
    }

    private static String printable(String name) {
        return name.replace("\0", "\\0");
    }
}
