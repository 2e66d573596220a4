package io.sluice.fd.internal;

import io.sluice.fd.LeakDetection;
import java.lang.System.Logger;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The report of a handle that nobody closed, and the place of its opening. */
public final class LeakReport {
    /** Of so many openings, one stack trace is taken: a trace costs some microseconds, as much as the opening itself. */
    private static final int SAMPLED = 128;

    private LeakReport() {}

    /**
     * The place where the caller opens something, which nobody throws.
     *
     * @param level how many openings are looked at
     * @return the place; null where this opening is no sample
     */
    public static @Nullable Throwable opening(LeakDetection level) {
        boolean sampled = level == LeakDetection.PARANOID
                || (level == LeakDetection.SIMPLE && ThreadLocalRandom.current().nextInt(SAMPLED) == 0);
        return sampled ? new Throwable("opened here") : null;
    }

    /** Reports that a handle was dropped, before its descriptor is closed. */
    static void log(String handle, int number, @Nullable Throwable opening) {
        log(handle + " (descriptor " + number + ")", "its descriptor is closed", opening);
    }

    /**
     * Reports that a handle was dropped.
     *
     * @param handle what it is
     * @param consequence what is done about it
     * @param opening the place where it was opened; null where that is not known
     */
    public static void log(String handle, String consequence, @Nullable Throwable opening) {
        String where = opening != null
                ? "at the place below."
                : "(not sampled); set -D" + LeakDetection.PROPERTY + "=" + LeakDetection.PARANOID + " to see where.";
        String message =
                handle + " was never closed and is garbage now, so " + consequence + "; it was opened " + where;
        System.getLogger(LeakDetection.LOGGER).log(Logger.Level.WARNING, message, opening);
    }
}
