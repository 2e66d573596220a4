package io.sluice.reactor.internal.queue;

import org.jspecify.annotations.Nullable;

/** Operations in order, linked through themselves, so that one in the middle can leave at once. */
final class OperationList<M> {
    private @Nullable Operation<M> first;
    private @Nullable Operation<M> last;

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

    void append(Operation<M> operation) {
        Operation<M> before = last;
        operation.linked = true;
        operation.previous = before;
        last = operation;
        if (before == null) {
            first = operation;
        } else {
            before.next = operation;
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
        operation.linked = false;
        operation.previous = null;
        operation.next = null;
    }
}
