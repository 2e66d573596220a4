package io.sluice.cli;

import java.io.IOException;

/** Standard output took no more. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether it is a pipe or a socket that nobody reads any more. */
    private final boolean readerIsGone;

    OutputException(IOException cause, boolean readerIsGone) {
        super("standard output: " + cause.getMessage(), cause);
        this.readerIsGone = readerIsGone;
    }

    /** Nobody is there to miss what is not written: that is an end, and not an error. */
    boolean readerIsGone() {
        return readerIsGone;
    }
}
