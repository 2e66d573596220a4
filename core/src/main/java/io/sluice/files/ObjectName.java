package io.sluice.files;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The rules for names of POSIX objects, checked before the kernel sees one: its own answers to bad names are hard to read.
 *
 * @param kind what has such a name, such as "queue"
 * @param example a good name
 * @param longest how many bytes may stand behind the slash
 */
public record ObjectName(String kind, String example, int longest) {
    /**
     * Checks a name.
     *
     * @param name the name
     * @return the same
     * @throws IllegalArgumentException if it is not a slash and a name of one file
     */
    public String check(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "a " + kind + " name must not be empty: use a slash and a name, as in " + example);
        }
        if (name.charAt(0) != '/') {
            throw bad(name, "must begin with a slash, as in /" + printable(name));
        }
        if (name.length() == 1) {
            throw bad(name, "must have at least one character behind the slash");
        }
        if (name.indexOf('/', 1) >= 0) {
            throw bad(name, "must have no second slash: " + kind + "s have no folders");
        }
        if (name.indexOf('\0') >= 0) {
            throw bad(name, "must not contain a NUL character");
        }
        if (name.equals("/.") || name.equals("/..")) {
            throw bad(name, "must not be . or ..");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            // The bindings would write a question mark for it, and so name something else.
            throw bad(name, "must not contain half of a surrogate pair, which UTF-8 cannot write");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length - 1;
        if (bytes > longest) {
            throw bad(name, "must have no more than " + longest + " bytes behind the slash, and has " + bytes);
        }
        return name;
    }

    private IllegalArgumentException bad(String name, String rule) {
        return new IllegalArgumentException("the " + kind + " name '" + printable(name) + "' " + rule);
    }

    private static String printable(String name) {
        return name.replace("\0", "\\0");
    }
}
