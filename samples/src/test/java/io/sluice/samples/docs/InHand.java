package io.sluice.samples.docs;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * How many messages leave a queue that is fed without end while the subscriber at the end has asked for one element, and
 * whoever works on the messages does not get done. What is found is what a kill loses and what has left the kernel's order.
 */
final class InHand implements AutoCloseable {
    /** More than any operator's own bound. */
    static final long ALL = 2000;

    private static final int MAX_MESSAGES = 10;

    private final PosixMessageQueue queue;
    private final EventLoop loop = EventLoop.create();
    private final Scheduler scheduler = Schedulers.newSingle("in hand");
    private final AtomicLong requested = new AtomicLong();
    private long sent;

    InHand(TestQueues queues) {
        queue = queues.create(MAX_MESSAGES, 16);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Returns the number of messages, or {@link #ALL} where it does not stop. */
    long behind(Function<Flux<PosixMessage>, ? extends Publisher<?>> operators) {
        Flux<PosixMessage> messages = PosixMqReceiver.create(
                        queue, PosixMqReceiverOptions.create().eventLoop(loop))
                .receive()
                .doOnRequest(n -> requested.accumulateAndGet(n, Operators::addCap));
        AskingForOne subscriber = new AskingForOne();
        operators.apply(messages).subscribe(subscriber);
        try {
            long before = -1;
            long taken = settled();
            while (taken < ALL && taken != before) {
                passThrough(); // whoever asks again has done it by then
                before = taken;
                taken = settled();
            }
            return taken;
        } finally {
            subscriber.cancel();
        }
    }

    /** Feeds the queue until it is full although all that was asked for has been taken. */
    private long settled() {
        Bounds.await("the last of the messages that are taken")
                .until(() -> taken() >= ALL || (requested.get() > 0 && taken() == requested.get()));
        return Math.min(taken(), ALL);
    }

    private long taken() {
        while (sent < ALL + MAX_MESSAGES && queue.trySend(PosixMessage.ofText("m" + sent))) {
            sent++;
        }
        return sent - queue.attributes().currentMessages();
    }

    private void passThrough() {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        scheduler.schedule(() -> loop.execute(() -> loop.schedule(0, () -> passed.complete(null))));
        Bounds.await("both threads").until(passed::isDone);
    }

    @Override
    public void close() {
        scheduler.dispose();
        loop.close();
    }

    private static final class AskingForOne extends BaseSubscriber<Object> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }
    }
}
