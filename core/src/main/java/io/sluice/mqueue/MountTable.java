package io.sluice.mqueue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /proc/self/mountinfo}, see proc(5). Its paths are bytes, which need not be UTF-8: one that this JVM cannot
 * name is passed over, and keeps no other from being found.
 */
final class MountTable {
    /** One blank parts the fields; any other byte, also what another charset takes for a line's end, is part of one. */
    private static final Pattern FIELDS =
            Pattern.compile("[^ ]+ [^ ]+ [^ ]+ [^ ]+ ([^ ]+) .*?- ([^ ]+) .*", Pattern.DOTALL);
    /** Blanks and the like in a path stand as three octal digits. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");

    private static final int OCTAL = 8;

    private MountTable() {}

    /** The mount point of the last mount of a type, which is the one on top; null if there is none. */
    static @Nullable Path mountPointOf(String type, byte[] table) {
        Path found = null;
        // In this charset a character is a byte.
        for (String line : new String(table, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            Matcher fields = FIELDS.matcher(line);
            if (fields.matches() && fields.group(2).equals(type)) {
                Path path = path(unescaped(fields.group(1)));
                found = path != null ? path : found;
            }
        }
        return found;
    }

    private static byte[] unescaped(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        Matcher escape = ESCAPE.matcher(path);
        int at = 0;
        while (escape.find()) {
            bytes.writeBytes(path.substring(at, escape.start()).getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(Integer.parseInt(escape.group(1), OCTAL));
            at = escape.end();
        }
        bytes.writeBytes(path.substring(at).getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }

    private static @Nullable Path path(byte[] bytes) {
        try {
            return Path.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException | InvalidPathException notToBeNamed) {
            return null;
        }
    }
}
