package io.sluice.semaphore;

/**
 * One operation on a semaphore of a System V set. Several of them are performed at once, all or none.
 *
 * <pre>{@code
 * List<SemaphoreOperation> both = List.of(SemaphoreOperation.take(0, 1).withUndo(), SemaphoreOperation.take(1, 2).withUndo());
 * if (set.tryChange(both)) {
 *     set.giveBack(both); // with undo again, as they were taken
 * }
 * }</pre>
 *
 * @param index which semaphore of the set, from 0
 * @param change what is added to its value: negative to take permits, positive to give some, 0 to wait until the value is 0
 * @param undo whether the kernel takes the change back when this process ends ({@code SEM_UNDO})
 * @see "semop(2)"
 */
public record SemaphoreOperation(int index, int change, boolean undo) {
    /** {@code SEMVMX}, the same on every Linux. */
    static final int GREATEST_VALUE = 32_767;

    private static final int GREATEST_INDEX = 65_535;

    /**
     * Makes an operation.
     *
     * @param index which semaphore, 0 to 65,535; the kernel refuses one that the set does not have
     * @param change what is added to its value, -32,767 to 32,767
     * @param undo whether the kernel takes the change back when this process ends
     * @throws IllegalArgumentException if the index or the change is out of range
     */
    public SemaphoreOperation {
        if (index < 0 || index > GREATEST_INDEX) {
            throw new IllegalArgumentException("index must be from 0 to " + GREATEST_INDEX + ", but was " + index);
        }
        if (change < -GREATEST_VALUE || change > GREATEST_VALUE) {
            throw new IllegalArgumentException("change must be from -" + GREATEST_VALUE + " to " + GREATEST_VALUE
                    + ", the greatest value of a semaphore (SEMVMX), but was " + change);
        }
    }

    /**
     * Takes permits, where there are that many.
     *
     * @param index which semaphore, 0 to 65,535
     * @param permits how many, 1 to 32,767
     * @return the operation, without undo
     * @throws IllegalArgumentException if the index or the number is out of range
     */
    public static SemaphoreOperation take(int index, int permits) {
        return new SemaphoreOperation(index, -checkPermits(permits), false);
    }

    /**
     * Gives permits, which never waits.
     *
     * @param index which semaphore, 0 to 65,535
     * @param permits how many, 1 to 32,767
     * @return the operation, without undo
     * @throws IllegalArgumentException if the index or the number is out of range
     */
    public static SemaphoreOperation give(int index, int permits) {
        return new SemaphoreOperation(index, checkPermits(permits), false);
    }

    private static int checkPermits(int permits) {
        if (permits < 1 || permits > GREATEST_VALUE) {
            throw new IllegalArgumentException("permits must be from 1 to " + GREATEST_VALUE
                    + ", the greatest value of a semaphore (SEMVMX), but were " + permits);
        }
        return permits;
    }

    /**
     * Waits until the value is 0, and changes nothing.
     *
     * @param index which semaphore, 0 to 65,535
     * @return the operation
     * @throws IllegalArgumentException if the index is out of range
     */
    public static SemaphoreOperation awaitZero(int index) {
        return new SemaphoreOperation(index, 0, false);
    }

    /**
     * Copies the operation with undo: when this process ends, by whatever cause, the kernel takes the change back. The kernel
     * counts for the whole process, whichever of its threads made the change. What was taken with undo must be given with
     * undo as well, otherwise the end of the process gives it a second time.
     *
     * @return the same operation with undo
     */
    public SemaphoreOperation withUndo() {
        return new SemaphoreOperation(index, change, true);
    }
}
