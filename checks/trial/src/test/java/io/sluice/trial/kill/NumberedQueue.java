package io.sluice.trial.kill;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import java.util.function.BooleanSupplier;

/**
 * A queue of either kind.
 *
 * @param argument what names it on the command line of the programs
 * @param trySendEnd sends the number that ends a subscription, if there is room
 * @param isEmpty whether there is no message in it
 */
record NumberedQueue(String argument, BooleanSupplier trySendEnd, BooleanSupplier isEmpty) {
    private static final int MESSAGES = 10;

    static NumberedQueue posix(TestQueues queues) {
        PosixMessageQueue queue = queues.create(MESSAGES, Long.BYTES);
        PosixMessage end = Command.posixMessage(Command.END);
        return new NumberedQueue(
                queue.name(), () -> queue.trySend(end), () -> queue.attributes().currentMessages() == 0);
    }

    static NumberedQueue sysv(SysvTestQueues queues) {
        SysvMessageQueue queue = queues.create(MESSAGES * Long.BYTES);
        SysvMessage end = Command.sysvMessage(Command.END);
        return new NumberedQueue(
                Integer.toString(queue.id()),
                () -> queue.trySend(end),
                () -> queue.status().messages() == 0);
    }

    /** Behind all numbers, of whatever priority. */
    void sendEnd() {
        Bounds.awaitSpinning("an empty queue " + argument, isEmpty);
        Bounds.awaitSpinning("room in " + argument, trySendEnd);
    }
}
