package io.sluice.errno;

/** No permit, or no lock, came in time; nothing was taken and nothing will be ({@code ETIMEDOUT}). */
public final class AcquireTimeoutException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called or would have been
     * @param object what it was called on
     * @param explanation what to do about it, as whole sentences
     */
    public AcquireTimeoutException(String call, String object, String explanation) {
        super(call, object, Errno.ETIMEDOUT, explanation);
    }
}
