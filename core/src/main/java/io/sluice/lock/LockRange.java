package io.sluice.lock;

/**
 * A range of the bytes of a file. They need not exist: a range may begin behind the end of the file. Ranges that have no byte
 * in common do not conflict.
 *
 * <pre>{@code
 * LockRange header = LockRange.of(0, 512);
 * LockRange records = LockRange.startingAt(512);
 * System.out.println(header.overlaps(records)); // false
 * }</pre>
 *
 * @param from the first byte, 0 or more
 * @param length how many bytes; 0 for all to the end, however far the file grows. A range that reaches the greatest offset,
 *     2^63 - 1, is the same as one to the end, and has the length 0
 */
public record LockRange(long from, long length) {
    private static final LockRange WHOLE = new LockRange(0, 0);

    /**
     * Makes a range.
     *
     * @param from the first byte, 0 or more
     * @param length how many bytes, 0 for all to the end of the file
     * @throws IllegalArgumentException if a number is negative, or the last byte is beyond 2^63 - 1
     */
    public LockRange {
        if (from < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "a range begins at 0 or behind it and is not negative, but was " + length + " bytes from " + from);
        }
        long behindFirst = length - 1;
        if (behindFirst > Long.MAX_VALUE - from) {
            throw new IllegalArgumentException("a range ends at 2^63 - 1 at the latest, but " + length + " bytes from "
                    + from + " end behind it: use LockRange.startingAt for all to the end");
        }
        if (behindFirst == Long.MAX_VALUE - from) {
            length = 0;
        }
    }

    /**
     * The whole file, however long it is and will be.
     *
     * @return the range of all bytes
     */
    public static LockRange whole() {
        return WHOLE;
    }

    /**
     * The bytes from one on, to the end, however far the file grows.
     *
     * @param from the first byte, 0 or more
     * @return the range
     * @throws IllegalArgumentException if it is negative
     */
    public static LockRange startingAt(long from) {
        return new LockRange(from, 0);
    }

    /**
     * Some bytes.
     *
     * @param from the first byte, 0 or more
     * @param length how many; 0 for all to the end, as the kernel has it
     * @return the range
     * @throws IllegalArgumentException if a number is negative, or the last byte is beyond 2^63 - 1
     */
    public static LockRange of(long from, long length) {
        return new LockRange(from, length);
    }

    /**
     * Whether it goes to the end of the file, however far that grows.
     *
     * @return true if the length is 0
     */
    public boolean isToEnd() {
        return length == 0;
    }

    /**
     * Whether it is the whole file.
     *
     * @return true if it begins at 0 and goes to the end
     */
    public boolean isWhole() {
        return from == 0 && length == 0;
    }

    /**
     * Whether the two have a byte in common.
     *
     * @param other the other range
     * @return true if locks on them can conflict
     */
    public boolean overlaps(LockRange other) {
        return from <= other.last() && other.from <= last();
    }

    private long last() {
        return isToEnd() ? Long.MAX_VALUE : from + (length - 1);
    }

    /** Such as "bytes 0 to 511". */
    @Override
    public String toString() {
        if (isWhole()) {
            return "the whole file";
        }
        if (isToEnd()) {
            return "byte " + from + " to the end";
        }
        return length == 1 ? "byte " + from : "bytes " + from + " to " + last();
    }
}
