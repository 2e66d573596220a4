package io.sluice.errno;

/**
 * The System V shared memory segment was removed, and nobody has it attached any more. A segment that has its key by now is
 * another segment.
 */
public final class SegmentRemovedException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called
     * @param object what it was called on
     * @param errno {@code EIDRM} or {@code EINVAL}
     * @param explanation what to do about it, as whole sentences
     */
    public SegmentRemovedException(String call, String object, Errno errno, String explanation) {
        super(call, object, errno, explanation);
    }
}
