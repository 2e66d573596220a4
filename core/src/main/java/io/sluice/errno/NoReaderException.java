package io.sluice.errno;

/** No process has the FIFO open for reading, so it cannot be opened for writing without waiting ({@code ENXIO}). */
public final class NoReaderException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called or would have been
     * @param object what it was called on
     * @param explanation what to do about it, as whole sentences
     */
    public NoReaderException(String call, String object, String explanation) {
        super(call, object, Errno.ENXIO, explanation);
    }
}
