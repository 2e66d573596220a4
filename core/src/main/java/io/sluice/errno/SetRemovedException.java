package io.sluice.errno;

/**
 * The semaphore set was removed. The kernel reports it to a call that waited ({@code EIDRM}) and to every later one ({@code
 * EINVAL}). A set that has its key by now is another set.
 */
public final class SetRemovedException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called
     * @param object what it was called on
     * @param errno {@code EIDRM} or {@code EINVAL}
     * @param explanation what to do about it, as whole sentences
     */
    public SetRemovedException(String call, String object, Errno errno, String explanation) {
        super(call, object, errno, explanation);
    }
}
