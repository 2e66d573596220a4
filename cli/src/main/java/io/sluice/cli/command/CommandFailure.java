package io.sluice.cli.command;

import org.jspecify.annotations.Nullable;

/** A failure whose message is for the user. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The exit status. */
    private final int status;

    /**
     * A failure with {@link ExitStatus#FAILED}.
     *
     * @param message what the user reads
     */
    public CommandFailure(String message) {
        this(ExitStatus.FAILED, message, null);
    }

    /**
     * A failure with an exit status.
     *
     * @param status the exit status
     * @param message what the user reads
     * @param cause the cause, or null
     */
    public CommandFailure(int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    int status() {
        return status;
    }
}
