package io.sluice.reactor.internal.queue;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Operations in order, linked through themselves, so that one in the middle can leave at once. */
final class OperationList<M> {
    /** Null where nothing is recorded. */
    private final @Nullable OperationMeter<M> meter;

    private @Nullable Operation<M> first;
    private @Nullable Operation<M> last;
    /** The same as {@link #isEmpty()}, for all threads. It changes with the first operation and the last one only. */
    private volatile boolean empty = true;

    OperationList(@Nullable OperationMeter<M> meter) {
        this.meter = meter;
    }

    @Nullable
    Operation<M> first() {
        return first;
    }

    @SuppressWarnings("ReferenceEquality") // an operation is equal to itself alone
    boolean isFirst(Operation<M> operation) {
        return first == operation;
    }

    /** Whether only operations are ahead of it that were cancelled in the kernel, and whose waits have yet to end. */
    @SuppressWarnings("ReferenceEquality") // an operation is equal to itself alone
    boolean isNext(Operation<M> operation) {
        Operation<M> ahead = first;
        while (ahead != null && ahead != operation && ahead.hasEnded()) {
            ahead = ahead.next;
        }
        return ahead == operation;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Whether there is no operation. From any thread; by the time that it looks at the answer, it may be another one. */
    boolean looksEmpty() {
        return empty;
    }

    /** Does something with each operation, in order, which may leave the list meanwhile. */
    void forEach(Consumer<Operation<M>> action) {
        Operation<M> operation = first;
        while (operation != null) {
            Operation<M> following = operation.next;
            action.accept(operation);
            operation = following;
        }
    }

    /** Appends an operation that waits from now on; if it is held, from {@link #beginWaits()} on. */
    void append(Operation<M> operation, boolean held) {
        Operation<M> before = last;
        operation.linked = true;
        operation.previous = before;
        last = operation;
        if (before == null) {
            first = operation;
            empty = false;
        } else {
            before.next = operation;
        }
        if (!held) {
            beginWait(operation);
        }
    }

    /** The operations that were held and are still here wait from now on. */
    void beginWaits() {
        if (meter != null) {
            for (Operation<M> held = last; held != null && held.waitBegun == 0; held = held.previous) {
                beginWait(held);
            }
        }
    }

    private void beginWait(Operation<M> operation) {
        if (meter != null) {
            operation.waitBegun = meter.waiting();
        }
    }

    /** Does nothing where the operation has left already, or never was in the list. */
    void remove(Operation<M> operation) {
        if (!operation.linked) {
            return;
        }
        Operation<M> before = operation.previous;
        Operation<M> behind = operation.next;
        if (before == null) {
            first = behind;
        } else {
            before.next = behind;
        }
        if (behind == null) {
            last = before;
        } else {
            behind.previous = before;
        }
        if (first == null) {
            empty = true;
        }
        operation.linked = false;
        operation.previous = null;
        operation.next = null;
        if (meter != null && operation.waitBegun != 0) {
            meter.waited(operation.waitBegun);
        }
    }
}
