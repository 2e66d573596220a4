package io.sluice.reactor.pipe;

/** What a receiver does when the last process that had the pipe open for writing has closed it. */
public enum WhenWritersLeft {
    /** The stream completes. A later subscription waits for the next writer. */
    COMPLETE,
    /** The stream goes on and waits for the next writer. Only a FIFO can have another one. */
    WAIT
}
