package io.sluice.errno;

/**
 * What is in the memory of a ring makes no sense: another process has written over it ({@code EBADMSG}). The ring is of no use
 * any more.
 */
public final class RingCorruptedException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call what was done with the ring
     * @param object the ring
     * @param explanation what was found where, and what to do about it, as whole sentences
     */
    public RingCorruptedException(String call, String object, String explanation) {
        super(call, object, Errno.EBADMSG, explanation);
    }
}
