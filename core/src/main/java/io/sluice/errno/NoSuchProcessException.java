package io.sluice.errno;

/** There is no process with the id ({@code ESRCH}): it has ended and its parent has reaped it, or it never was. */
public final class NoSuchProcessException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called
     * @param object the process
     * @param explanation what to do about it, as whole sentences
     */
    public NoSuchProcessException(String call, String object, String explanation) {
        super(call, object, Errno.ESRCH, explanation);
    }
}
