package io.sluice.errno;

/** The last reader of the pipe has left; nothing of this write is in the pipe ({@code EPIPE}). */
public final class BrokenPipeException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called
     * @param object what it was called on
     * @param explanation what to do about it, as whole sentences
     */
    public BrokenPipeException(String call, String object, String explanation) {
        super(call, object, Errno.EPIPE, explanation);
    }
}
