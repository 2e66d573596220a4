package io.sluice.errno;

/** This JVM runs where the library cannot work: not Linux, an unknown architecture, or without a native binding. */
public final class UnsupportedPlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message a whole sentence that says what is missing
     */
    public UnsupportedPlatformException(String message) {
        super(message);
    }
}
