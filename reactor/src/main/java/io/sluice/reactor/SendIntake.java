package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a send gets into its line: in the order of the calls, from any thread.
 *
 * <p>From another thread it goes as a task of the loop. On the loop's own thread that would be a detour of two atomic
 * operations and an object for each message, so there it goes straight into the line. But it does not overtake one that
 * is a task already, and not too many go so in a row: the loop's other descriptors wait meanwhile, and one that begins
 * in the outcome of another goes deeper into the stack.
 */
final class SendIntake<M> {
    private static final int STRAIGHT_IN_A_ROW = 64;

    private final EventLoop loop;
    private final SendLine<M> line;
    /** How many are tasks of the loop now. */
    private final AtomicInteger underWay = new AtomicInteger();

    /** How many went straight in since the last task. On the loop's thread only. */
    private int inARow;

    SendIntake(EventLoop loop, SendLine<M> line) {
        this.loop = loop;
        this.line = line;
    }

    void submit(SendOperation<M> operation) {
        if (loop.inEventLoop() && underWay.get() == 0 && inARow < STRAIGHT_IN_A_ROW) {
            inARow++;
            operation.enter();
            return;
        }
        underWay.incrementAndGet();
        try {
            loop.execute(operation);
        } catch (RejectedExecutionException closed) {
            underWay.decrementAndGet();
            line.failNow(operation, closed);
        }
    }

    /** The loop has come to the operation's task. */
    void arrived(SendOperation<M> operation) {
        underWay.decrementAndGet();
        inARow = 0;
        operation.enter();
    }
}
