package io.sluice.cli.web;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The identifier of a System V object in a path. The kernel gives numbers up to the largest {@code int}. */
final class SysvIdentifier {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,10}");

    private SysvIdentifier() {}

    /** Empty if no object can have it. */
    static OptionalInt parsed(String text) {
        long number = DIGITS.matcher(text).matches() ? Long.parseLong(text) : Long.MAX_VALUE;
        return number <= Integer.MAX_VALUE ? OptionalInt.of((int) number) : OptionalInt.empty();
    }
}
