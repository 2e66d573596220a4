package io.sluice.cli;

import org.jspecify.annotations.Nullable;

/** A failure whose message is what the user is to read. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The exit status. */
    private final int status;

    CommandFailure(String message) {
        this(ExitStatus.FAILED, message, null);
    }

    CommandFailure(int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    int status() {
        return status;
    }
}
