package io.sluice.errno;

/**
 * A part of a record is in the pipe, and the rest will never be. The error number says why: the send timed out ({@code
 * ETIMEDOUT}), was cancelled ({@code ECANCELED}), the reader has left ({@code EPIPE}), or the pipe was closed ({@code EBADF}).
 */
public final class TornRecordException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /** How many bytes of the record were written. */
    private final int sentBytes;
    /** How many bytes the record has. */
    private final int recordBytes;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called or would have been
     * @param object what it was called on
     * @param errno why the rest was not written
     * @param sentBytes how many bytes of the record were written
     * @param recordBytes how many bytes the record has
     * @param explanation what to do about it, as whole sentences
     */
    public TornRecordException(
            String call, String object, Errno errno, int sentBytes, int recordBytes, String explanation) {
        super(call, object, errno, sentBytes + " of " + recordBytes + " bytes were written. " + explanation);
        this.sentBytes = sentBytes;
        this.recordBytes = recordBytes;
    }

    /**
     * How many bytes of the record were written.
     *
     * @return more than 0, and less than {@link #recordBytes()}
     */
    public int sentBytes() {
        return sentBytes;
    }

    /**
     * How many bytes the record has.
     *
     * @return more than {@link #sentBytes()}
     */
    public int recordBytes() {
        return recordBytes;
    }
}
