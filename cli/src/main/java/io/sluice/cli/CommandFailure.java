package io.sluice.cli;

/** A failure whose message is what the user is to read. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The exit status. */
    private final int status;

    CommandFailure(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    int status() {
        return status;
    }
}
