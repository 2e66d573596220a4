package io.sluice.reactor;

/** The attempts of one line to send without waiting. On the event loop's thread. */
final class SendAttempts<M> {
    private final SendTarget<M> target;
    private final Linger linger = new Linger();
    private int sentInARow;

    SendAttempts(SendTarget<M> target) {
        this.target = target;
    }

    /** Tries to send without waiting. True if the operation has its outcome. */
    boolean attempt(SendOperation<M> operation) {
        if (!operation.claim()) {
            return true;
        }
        boolean sent;
        try {
            sent = trySend(operation);
        } catch (RuntimeException | Error refused) {
            operation.end();
            operation.tellFailed(refused);
            return true;
        }
        if (sent) {
            operation.end();
            operation.tellSent();
            return true;
        }
        if (operation.nanosLeft() <= 0) {
            operation.end();
            operation.tellFailed(noRoomFor(operation));
            return true;
        }
        operation.unclaim();
        return false;
    }

    private boolean trySend(SendOperation<M> operation) {
        boolean sent = target.trySend(operation.message());
        if (!sent
                && sentInARow > 1
                && target.pollable() != null
                && !operation.limit().immediate()
                && linger.mayBegin()) {
            long begun = System.nanoTime();
            while (!sent && Linger.goesOn(begun)) {
                sent = target.trySend(operation.message());
            }
            linger.told(sent);
        }
        sentInARow = sent ? sentInARow + 1 : 0;
        return sent;
    }

    /** The outcome of a send whose time is over; it has one also where there is no memory for that. */
    Throwable noRoomFor(SendOperation<M> operation) {
        try {
            return operation.limit().immediate() ? target.full() : target.timedOut();
        } catch (OutOfMemoryError shortage) {
            return shortage;
        }
    }
}
