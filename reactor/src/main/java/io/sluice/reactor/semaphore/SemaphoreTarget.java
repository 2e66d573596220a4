package io.sluice.reactor.semaphore;

import io.sluice.fd.Pollable;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.internal.queue.OperationRecorders;
import io.sluice.reactor.internal.queue.Target;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A semaphore that permits are acquired from: no descriptor notifies that one is left. */
abstract class SemaphoreTarget implements Target<Permit> {
    /** So many who wait are served before the loop looks after its other descriptors. */
    private static final int BATCH = 32;

    private final @Nullable OperationRecorder recorder;

    /** A target whose acquisitions are recorded as those of an object. */
    SemaphoreTarget(MetricsRecorder metrics, Supplier<MeteredObject> object) {
        recorder = OperationRecorders.acquiring(metrics, object);
    }

    @Override
    public final @Nullable OperationRecorder recorder() {
        return recorder;
    }

    /** Gives back what one permit has taken, and records it. From any thread; works also where the handle is closed. */
    final void release() {
        giveBack();
        OperationRecorders.released(recorder);
    }

    /** Gives back what one permit has taken. From any thread; works also where the handle is closed. */
    abstract void giveBack();

    @Override
    public final void undo(Permit permit) {
        permit.release();
    }

    @Override
    public final @Nullable Pollable pollable() {
        return null;
    }

    @Override
    public final int batch() {
        return BATCH;
    }
}
