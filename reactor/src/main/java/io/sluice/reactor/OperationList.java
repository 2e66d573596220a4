package io.sluice.reactor;

import org.jspecify.annotations.Nullable;

/** Operations in line, linked through themselves, so that one in the middle can leave at once. */
final class OperationList<M> {
    private @Nullable SendOperation<M> first;
    private @Nullable SendOperation<M> last;

    @Nullable
    SendOperation<M> first() {
        return first;
    }

    @SuppressWarnings("ReferenceEquality") // an operation is equal to itself alone
    boolean isFirst(SendOperation<M> operation) {
        return first == operation;
    }

    /** Whether nobody is ahead of it but who was cancelled in a turn, of whose end the line has yet to hear. */
    @SuppressWarnings("ReferenceEquality") // an operation is equal to itself alone
    boolean isNext(SendOperation<M> operation) {
        SendOperation<M> ahead = first;
        while (ahead != null && ahead != operation && ahead.hasEnded()) {
            ahead = ahead.next;
        }
        return ahead == operation;
    }

    boolean isEmpty() {
        return first == null;
    }

    void append(SendOperation<M> operation) {
        SendOperation<M> before = last;
        operation.linked = true;
        operation.previous = before;
        last = operation;
        if (before == null) {
            first = operation;
        } else {
            before.next = operation;
        }
    }

    /** Does nothing where the operation has left already, or never was in line. */
    void remove(SendOperation<M> operation) {
        if (!operation.linked) {
            return;
        }
        SendOperation<M> before = operation.previous;
        SendOperation<M> behind = operation.next;
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
