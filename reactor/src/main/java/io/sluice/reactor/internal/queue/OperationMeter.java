package io.sluice.reactor.internal.queue;

import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.internal.source.BrokenRecorder;
import io.sluice.reactor.internal.source.ErrorReason;
import org.jspecify.annotations.Nullable;

/**
 * Records the operations on one target. Reads the clock for those alone that wait. A recorder that throws is reported and used
 * no more: the operations go on without it.
 *
 * @param <M> what the operations carry
 */
final class OperationMeter<M> {
    private static final OperationRecorder NOTHING = new OperationRecorder() {};

    private final Target<M> target;
    private volatile OperationRecorder recorder;

    private OperationMeter(Target<M> target, OperationRecorder recorder) {
        this.target = target;
        this.recorder = recorder;
    }

    /** A meter; null where the target has no recorder. */
    static <M> @Nullable OperationMeter<M> of(Target<M> target) {
        OperationRecorder recorder = target.recorder();
        return recorder == null ? null : new OperationMeter<>(target, recorder);
    }

    /** An operation begins to wait; returns the time, which is never 0. */
    long waiting() {
        try {
            recorder.waiting();
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
        }
        long now = System.nanoTime();
        return now == 0 ? 1 : now;
    }

    /** The wait that began then is over. */
    void waited(long begunNanos) {
        try {
            recorder.waited(System.nanoTime() - begunNanos);
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
        }
    }

    void done(M message) {
        try {
            recorder.done(target.bytes(message));
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
        }
    }

    void refused(Throwable cause) {
        try {
            recorder.refused(ErrorReason.of(cause));
        } catch (RuntimeException | Error broken) { // also of the reason: where the heap is full, it may have no room
            giveUp(broken);
        }
    }

    void noneLeft() {
        try {
            recorder.refused("EAGAIN");
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
        }
    }

    void cancelled() {
        try {
            recorder.cancelled();
        } catch (RuntimeException | Error broken) {
            giveUp(broken);
        }
    }

    private void giveUp(Throwable broken) {
        recorder = NOTHING;
        BrokenRecorder.report(broken);
    }
}
