package io.sluice.errno;

/**
 * The queue was removed, while a call waited on it ({@code EIDRM}) or before ({@code EINVAL}). Its identifier will not be
 * valid again, and its messages are gone.
 */
public final class QueueRemovedException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called
     * @param object what it was called on
     * @param errno {@code EIDRM} or {@code EINVAL}
     * @param explanation what to do about it, as whole sentences
     */
    public QueueRemovedException(String call, String object, Errno errno, String explanation) {
        super(call, object, errno, explanation);
    }
}
