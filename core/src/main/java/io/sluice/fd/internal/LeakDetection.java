package io.sluice.fd.internal;

import java.lang.System.Logger;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How much is kept of the opening of each handle, for the report of one that nobody closed. */
enum LeakDetection {
    /** Nothing is watched: a handle that was dropped keeps its descriptor as long as the JVM runs. */
    DISABLED,
    /** A handle that was dropped is reported; where it was opened is known of some. */
    SIMPLE,
    /** A handle that was dropped is reported with the place of its opening. */
    PARANOID;

    /** The system property that names a level, in small letters. */
    static final String PROPERTY = "io.sluice.leakDetection";

    /** The name of the logger. */
    static final String LOGGER = "io.sluice.leaks";

    /** Of so many openings, one stack trace is taken: a trace costs some microseconds, as much as the opening itself. */
    private static final int SAMPLED = 128;

    private static final LeakDetection CURRENT = of(System.getProperty(PROPERTY));

    static LeakDetection current() {
        return CURRENT;
    }

    static LeakDetection of(@Nullable String name) {
        for (LeakDetection level : values()) {
            if (level.toString().equals(name)) {
                return level;
            }
        }
        if (name != null) {
            String message = "-D" + PROPERTY + "=" + name + " is no level of leak detection, so it is " + SIMPLE
                    + "; there are " + Arrays.toString(values()) + ".";
            logger().log(Logger.Level.WARNING, message);
        }
        return SIMPLE;
    }

    /** The place where the caller opens something, which nobody throws; null where this opening is no sample. */
    @Nullable
    Throwable opening() {
        boolean sampled = this == PARANOID
                || (this == SIMPLE && ThreadLocalRandom.current().nextInt(SAMPLED) == 0);
        return sampled ? new Throwable("opened here") : null;
    }

    /** Reports that a handle was dropped, before its descriptor is closed. */
    static void report(String handle, int number, @Nullable Throwable opening) {
        String where = opening != null
                ? "at the place below."
                : "(not sampled); set -D" + PROPERTY + "=" + PARANOID + " to see where.";
        String message = handle + " (descriptor " + number
                + ") was never closed and is garbage now, so its descriptor is closed; it was opened " + where;
        logger().log(Logger.Level.WARNING, message, opening);
    }

    private static Logger logger() {
        return System.getLogger(LOGGER);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
