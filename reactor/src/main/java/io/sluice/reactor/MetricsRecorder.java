package io.sluice.reactor;

import java.util.Objects;

/**
 * Records what streams, sends and acquisitions do. It is given in the options of each receiver, sender and acquirer. Where none
 * is given, they use the {@linkplain #shared() shared} one, which records nothing until another one replaces it.
 *
 * <pre>{@code
 * MetricsRecorder.replaceShared(new MetricsRecorder() {
 *     public ReceiveRecorder receiving(MeteredObject object) {
 *         System.out.println("a stream begins to receive from " + object.name());
 *         return MetricsRecorder.none().receiving(object);
 *     }
 * });
 * }</pre>
 *
 * <p>An object is named once for each stream, sender or acquirer. Everything else goes to the recorder that was returned then,
 * so nothing is looked up for a message. All methods may be called from any thread. They must neither block nor throw.
 * A recorder that throws, be it when an object is named or when something is recorded, is used no more by that stream, sender or
 * acquirer, and what it throws goes to Reactor's hook {@code onErrorDropped}: exceptions, and errors such as {@link
 * OutOfMemoryError} or {@link LinkageError} as well.
 *
 * <p>The recorder that records nothing costs a stream or a send one comparison. No clock is read for it.
 */
public interface MetricsRecorder {
    /**
     * A stream begins. Its {@link ReceiveRecorder#ended} follows.
     *
     * @param object what it receives from
     * @return what records this stream; records nothing where this is not overridden
     */
    default ReceiveRecorder receiving(MeteredObject object) {
        return NoMetrics.RECEIVING;
    }

    /**
     * A sender was made, or has opened another queue of its name.
     *
     * @param object what it sends to
     * @return what records its sends; records nothing where this is not overridden
     */
    default OperationRecorder sending(MeteredObject object) {
        return NoMetrics.OPERATIONS;
    }

    /**
     * Something was made that acquires permits or locks.
     *
     * @param object what it acquires from
     * @return what records its acquisitions; records nothing where this is not overridden
     */
    default OperationRecorder acquiring(MeteredObject object) {
        return NoMetrics.OPERATIONS;
    }

    /**
     * The recorder that records nothing.
     *
     * @return always the same one
     */
    static MetricsRecorder none() {
        return NoMetrics.RECORDER;
    }

    /**
     * The recorder that is used where no other is given. A receiver looks it up at each subscription, a sender or an acquirer
     * when it is made.
     *
     * @return the one that {@link #replaceShared} has set last; {@link #none()} before
     */
    static MetricsRecorder shared() {
        return NoMetrics.shared;
    }

    /**
     * Sets the recorder that {@link #shared()} returns from now on. What has begun keeps the one that it has.
     *
     * @param recorder the recorder; {@link #none()} to record nothing again
     */
    static void replaceShared(MetricsRecorder recorder) {
        NoMetrics.shared = Objects.requireNonNull(recorder, "recorder");
    }
}
