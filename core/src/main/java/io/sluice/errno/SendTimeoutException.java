package io.sluice.errno;

/** No room came in time; nothing was queued and nothing will be ({@code ETIMEDOUT}). */
public final class SendTimeoutException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called or would have been
     * @param object what it was called on
     * @param explanation what to do about it, as whole sentences
     */
    public SendTimeoutException(String call, String object, String explanation) {
        super(call, object, Errno.ETIMEDOUT, explanation);
    }
}
