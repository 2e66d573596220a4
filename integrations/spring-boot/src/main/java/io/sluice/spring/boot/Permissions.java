package io.sluice.spring.boot;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Permission bits as they are written in properties: octal digits behind a zero, as chmod(1) knows them. */
final class Permissions {
    /** Without the zero, YAML's 0640 would come here as 416 and look like octal digits. */
    private static final Pattern OCTAL = Pattern.compile("0[0-7]{3}");

    private Permissions() {}

    static void check(PropertyProblems problems, @Nullable String mode) {
        if (mode != null && !OCTAL.matcher(mode).matches()) {
            problems.add("mode", mode, "is not a mode such as 0640. In YAML, put it in quotes: \"0640\".");
        }
    }

    static int parse(String mode) {
        return Integer.parseInt(mode, 8);
    }
}
