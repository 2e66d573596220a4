package io.sluice.reactor;

import org.jspecify.annotations.Nullable;

/** Operations in line, linked through themselves, so that one in the middle can leave at once. */
final class OperationList {
    private @Nullable SendOperation first;
    private @Nullable SendOperation last;

    @Nullable
    SendOperation first() {
        return first;
    }

    @SuppressWarnings("ReferenceEquality") // an operation is equal to itself alone
    boolean isFirst(SendOperation operation) {
        return first == operation;
    }

    boolean isEmpty() {
        return first == null;
    }

    void append(SendOperation operation) {
        SendOperation before = last;
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
    void remove(SendOperation operation) {
        if (!operation.linked) {
            return;
        }
        SendOperation before = operation.previous;
        SendOperation behind = operation.next;
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
