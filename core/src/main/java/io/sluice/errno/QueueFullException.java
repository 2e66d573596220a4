package io.sluice.errno;

/** The queue is full and the caller did not want to wait; nothing was queued ({@code EAGAIN}). */
public final class QueueFullException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called or would have been
     * @param object what it was called on
     * @param explanation what to do about it, as whole sentences
     */
    public QueueFullException(String call, String object, String explanation) {
        super(call, object, Errno.EAGAIN, explanation);
    }
}
