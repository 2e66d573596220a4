package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.internal.queue.Limit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** A send to a name that does what the test says, and keeps its outcomes. */
class ScriptedSend extends NamedSend {
    /** Where a send needs memory. */
    enum Step {
        ENTER,
        TIMEOUT,
        PENDING,
        START
    }

    final Queue<Object> outcomes = new ConcurrentLinkedQueue<>();
    volatile boolean isCancelled;
    /** Where it finds the heap full next time. */
    volatile Step shortAt;

    ScriptedSend(NamedSends sends, String text) {
        super(sends, PosixMessage.ofText(text), Limit.NONE);
    }

    private void at(Step step) {
        if (shortAt == step) {
            shortAt = null;
            throw new OutOfMemoryError("expected");
        }
    }

    @Override
    void enter(long number) {
        at(Step.ENTER);
        super.enter(number);
    }

    @Override
    void startTimeout() {
        at(Step.TIMEOUT);
        super.startTimeout();
    }

    /** The pending ones are compared when one is added. */
    @Override
    long place() {
        at(Step.PENDING);
        return super.place();
    }

    @Override
    Limit limitOnQueue() {
        at(Step.START);
        return super.limitOnQueue();
    }

    @Override
    boolean isCancelled() {
        return isCancelled || super.isCancelled();
    }

    @Override
    void succeeded() {
        outcomes.add("succeeded");
    }

    @Override
    void failed(Throwable cause) {
        outcomes.add(cause);
    }

    @Override
    void dropped() {
        outcomes.add("dropped");
    }

    @Override
    CoreSubscriber<?> subscriber() {
        return Operators.emptySubscriber();
    }
}
