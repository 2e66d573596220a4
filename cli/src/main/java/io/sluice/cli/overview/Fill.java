package io.sluice.cli.overview;

import org.jspecify.annotations.Nullable;

/**
 * How full an object is.
 *
 * @param used how much of the limit is in use, or how many permits are left; null if this user may not ask
 * @param limit the limit; null if there is none, or this user may not ask
 * @param unit what is counted
 * @param messages how many messages are in a queue; null for what is no queue, or if this user may not ask
 */
public record Fill(
        @Nullable Long used,
        @Nullable Long limit,
        Unit unit,
        @Nullable Long messages) {
    /** What is counted. */
    public enum Unit {
        /** Messages of a POSIX queue. */
        MESSAGES,
        /** Bytes. */
        BYTES,
        /** Permits of semaphores that are left. */
        PERMITS
    }

    /** From here on, an object is as good as full. */
    public static final double FULL = 0.9;

    /** From here on, an object is getting full. */
    public static final double HIGH = 0.7;

    static Fill unknown(Unit unit) {
        return new Fill(null, null, unit, null);
    }

    /** From 0 to 1; -1 if it has no limit, or it is not known. */
    double ratio() {
        return used == null || limit == null || limit == 0 ? -1 : Math.min(1, (double) used / limit);
    }

    /**
     * What comes and goes: messages where they are counted, and the unit otherwise.
     *
     * @return how much there is; null if this user may not ask
     */
    public @Nullable Long depth() {
        return messages == null ? used : messages;
    }
}
