package io.sluice.cli.doctor;

import java.util.OptionalLong;

/**
 * A limit, and how much of it is used.
 *
 * @param limit the most there may be; {@link Long#MAX_VALUE} for no limit
 * @param used how much there is; empty if that cannot be read
 * @param needed how much must be left for the next one
 */
record UsedLimit(long limit, OptionalLong used, long needed) {
    private static final int HUNDRED = 100;
    private static final int NEARLY_USED = 80;

    /** At four fifths of a limit it is time to look. */
    Verdict verdict() {
        if (limit == Long.MAX_VALUE) {
            return Verdict.OK;
        }
        if (left() < needed) {
            return Verdict.FAIL;
        }
        return used.orElse(0) > limit / HUNDRED * NEARLY_USED + limit % HUNDRED * NEARLY_USED / HUNDRED
                ? Verdict.WARN
                : Verdict.OK;
    }

    private long left() {
        return limit - used.orElse(0);
    }

    String text() {
        if (used.isEmpty()) {
            return number(limit) + ", in use unknown";
        }
        return number(limit) + ", " + used.getAsLong() + " in use"
                + (limit == Long.MAX_VALUE ? "" : ", " + Math.max(0, left()) + " left");
    }

    static String number(long limit) {
        return limit == Long.MAX_VALUE ? "no limit" : Long.toString(limit);
    }

    Finding finding(String name, String effect, String remedy) {
        return new Finding(name, verdict(), text(), effect, remedy);
    }
}
