package io.sluice.cli.command;

import java.io.IOException;

/** A write to standard output failed. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether standard output is a pipe or a socket whose reader has closed it. */
    private final boolean readerIsGone;

    OutputException(IOException cause, boolean readerIsGone) {
        super("standard output: " + cause.getMessage(), cause);
        this.readerIsGone = readerIsGone;
    }

    /** Where the reader is gone, the command ends and does not fail. */
    boolean readerIsGone() {
        return readerIsGone;
    }
}
