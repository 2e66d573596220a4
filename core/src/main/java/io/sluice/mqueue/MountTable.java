package io.sluice.mqueue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code /proc/self/mountinfo}, see proc(5). */
final class MountTable {
    private static final Pattern FIELDS = Pattern.compile("\\S+ \\S+ \\S+ \\S+ (\\S+) .*?- (\\S+) .*");
    /** Blanks and the like in a path stand as three octal digits. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");

    private MountTable() {}

    /** The mount point of the last mount of a type, which is the one on top; null if there is none. */
    static @Nullable Path mountPointOf(String type, List<String> table) {
        Path found = null;
        for (String line : table) {
            Matcher fields = FIELDS.matcher(line);
            if (fields.matches() && fields.group(2).equals(type)) {
                found = Path.of(unescaped(fields.group(1)));
            }
        }
        return found;
    }

    private static String unescaped(String path) {
        return ESCAPE.matcher(path).replaceAll(escape -> {
            char character = (char) Integer.parseInt(escape.group(1), 8);
            return Matcher.quoteReplacement(String.valueOf(character));
        });
    }
}
