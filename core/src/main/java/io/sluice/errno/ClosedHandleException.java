package io.sluice.errno;

/** The handle was closed before or during the operation ({@code EBADF}). */
public final class ClosedHandleException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called or would have been
     * @param object what it was called on
     * @param explanation what to do about it, as whole sentences
     */
    public ClosedHandleException(String call, String object, String explanation) {
        super(call, object, Errno.EBADF, explanation);
    }
}
