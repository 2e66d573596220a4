package io.sluice.reactor.pipe;

/** What a send does while no process has the FIFO open for reading. */
public enum WhenNoReader {
    /** It waits for a reader, up to its timeout. The FIFO is tried 20 times a second and more, and no thread waits. */
    WAIT,
    /** It fails with {@link io.sluice.errno.NoReaderException}. */
    FAIL
}
