package io.sluice.errno;

/** This process may not do that to a process of another user ({@code EPERM}). */
public final class NotPermittedException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called
     * @param object what it was called on
     * @param explanation what to do about it, as whole sentences
     */
    public NotPermittedException(String call, String object, String explanation) {
        super(call, object, Errno.EPERM, explanation);
    }
}
