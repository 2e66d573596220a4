package io.sluice.cli.doctor;

import java.util.Locale;

/** What a check says of one value. From the best to the worst. */
enum Verdict {
    OK,
    /** The value cannot be read here, so nobody knows. */
    UNKNOWN,
    WARN,
    FAIL;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
