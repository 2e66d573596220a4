package io.sluice.cli;

/** How the command ends. A signal ends it with 128 plus the signal's number, as the JVM does. */
final class ExitStatus {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;
    /** As of timeout(1). */
    static final int TIMED_OUT = 124;

    private ExitStatus() {}
}
