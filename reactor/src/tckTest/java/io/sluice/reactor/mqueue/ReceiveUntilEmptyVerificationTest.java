package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Queues;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;

/** The rules of Reactive Streams for the drain of a queue. */
public class ReceiveUntilEmptyVerificationTest extends QueuePublisherVerification<PosixMessage> {
    private static final int ROOM = 10;

    @Override
    public Publisher<PosixMessage> createPublisher(long elements) {
        PosixMessageQueue queue = queues.create(ROOM, 16);
        Queues.preload(queue, (int) Math.min(elements, ROOM));
        AtomicLong more = new AtomicLong(elements - ROOM);
        return PosixMqReceiver.create(queue).receiveUntilEmpty().doOnNext(message -> {
            if (more.getAndDecrement() > 0) {
                queue.trySend(message); // what the queue cannot hold at once
            }
        });
    }

    @Override
    public Publisher<PosixMessage> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(ROOM, 16);
        queue.close();
        return PosixMqReceiver.create(queue).receiveUntilEmpty();
    }
}
