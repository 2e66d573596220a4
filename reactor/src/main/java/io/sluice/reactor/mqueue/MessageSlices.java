package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.internal.source.LoopReader.Found;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Spin;
import io.sluice.reactor.internal.source.TimeSlice;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of a queue that there is demand for, one time slice after the other. On the event loop's thread.
 *
 * @param <T> the type of the elements
 */
final class MessageSlices<T> {
    private final PosixMessageQueue queue;
    private final Supplier<@Nullable T> receive;
    /** Null where nothing is to be gained by a spin. */
    private final @Nullable Spin spin;

    /** Whether the last slice found more than one message. */
    private boolean busy;
    /** Whether the last look found no message. Demand that is left does not say so: it may have come since. */
    private boolean empty;

    MessageSlices(PosixMessageQueue queue, Intake<T> intake, @Nullable Spin spin) {
        this.queue = queue;
        receive = intake.receive();
        this.spin = spin;
    }

    /** Takes portions of as many messages as the queue can hold, for the time of a slice. */
    Found take(LoopSource<T> source) {
        int portion = queue.maxMessages();
        Spin ofBusyQueue = busy ? spin : null;
        long begun = System.nanoTime();
        int found = 0;
        int taken;
        do {
            taken = take(source, portion, ofBusyQueue);
            found += taken;
        } while (taken == portion && TimeSlice.goesOn(begun));
        busy = found > 1;
        return empty ? Found.NO_MORE : Found.MORE;
    }

    /** Takes and emits messages; how many, which is fewer than asked for where there are no more, or no more demand. */
    private int take(LoopSource<T> source, int most, @Nullable Spin ofBusyQueue) {
        int taken = 0;
        empty = false;
        while (taken < most && source.hasDemand()) {
            T message = source.tryTake(receive);
            if (message == null && ofBusyQueue != null && ofBusyQueue.mayBegin()) {
                message = spin(source, ofBusyQueue);
            }
            if (message == null) {
                empty = true;
                return taken;
            }
            taken++;
            source.emit(message);
        }
        return taken;
    }

    /** Looks for the next message of a busy queue. */
    private @Nullable T spin(LoopSource<T> source, Spin begun) {
        long begunNanos = System.nanoTime();
        T message = null;
        while (message == null && source.hasDemand() && Spin.goesOn(begunNanos)) {
            message = source.tryTake(receive);
        }
        begun.ended(message != null);
        return message;
    }
}
