package io.sluice.signal;

/** How a signal is caught in this JVM. */
public enum CaptureWay {
    /** The JVM was started with the signal blocked, as by {@code env --block-signal=USR1 java ...}. */
    BLOCKED_AT_START,
    /** A handler of this library, a few bytes of machine code, blocks the signal on each thread. */
    HANDLER
}
