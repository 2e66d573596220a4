package io.sluice.signal;

/** There is no signal of this name or number. The message has the names that are like it. */
public final class NoSuchSignalException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was asked for, and which signals there are, as whole sentences
     */
    public NoSuchSignalException(String message) {
        super(message);
    }
}
