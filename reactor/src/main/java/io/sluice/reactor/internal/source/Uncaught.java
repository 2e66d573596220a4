package io.sluice.reactor.internal.source;

/** Where an exception goes that must hold up nobody else, such as that of a subscriber. */
public final class Uncaught {
    private Uncaught() {}

    /** Gives it to the uncaught exception handler of this thread. */
    public static void report(Throwable thrown) {
        try {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable ofTheHandler) {
            return; // ignored, as the JVM does: there is nobody left to report it to
        }
    }
}
