package io.sluice.reactor;

/**
 * Records the sends of one sender, or the acquisitions from one object. Each method does nothing where it is not overridden.
 * They are called on any thread, and must neither block nor throw.
 *
 * <pre>{@code
 * AtomicInteger waiting = new AtomicInteger();
 * OperationRecorder recorder = new OperationRecorder() {
 *     public void waiting() {
 *         waiting.incrementAndGet();
 *     }
 *
 *     public void waited(long nanos) {
 *         waiting.decrementAndGet();
 *     }
 * };
 * }</pre>
 *
 * <p>Each operation has one outcome: {@link #done}, {@link #refused} or {@link #cancelled}. One that has to wait is reported to
 * {@link #waiting} and later to {@link #waited}, which comes shortly before or after the outcome.
 */
public interface OperationRecorder {
    /** An operation has begun to wait: for room, for a permit, or behind other operations. */
    default void waiting() {}

    /**
     * The wait of an operation is over.
     *
     * @param nanos how long it has waited, in nanoseconds of the monotonic clock
     */
    default void waited(long nanos) {}

    /**
     * A message was sent, or something was acquired.
     *
     * @param bytes how many bytes the message has; 0 for an acquisition
     */
    default void done(long bytes) {}

    /**
     * An operation has failed.
     *
     * @param reason the name of the errno, such as {@code EAGAIN} where it was not to wait or {@code ETIMEDOUT} where it has
     *     waited for too long; the simple name of the exception's class where it has none
     */
    default void refused(String reason) {}

    /** An operation was cancelled before it had its effect. */
    default void cancelled() {}

    /** What was acquired was given back. */
    default void released() {}
}
