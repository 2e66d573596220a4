package io.sluice.reactor.codec;

import io.sluice.codec.MessageCodec;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.testing.Queues;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a drain of which every second message is a dead letter. */
public class DeadLetterVerificationTest extends QueuePublisherVerification<String> {
    private static final int ROOM = 10;
    private static final PosixMessage NO_TEXT = PosixMessage.of(new byte[] {(byte) 0xff});

    @Override
    public Publisher<String> createPublisher(long elements) {
        PosixMessageQueue queue = queues.create(ROOM, 16);
        AtomicLong more = new AtomicLong(elements);
        refill(queue, more);
        return drain(queue).doOnNext(text -> refill(queue, more));
    }

    private static void refill(PosixMessageQueue queue, AtomicLong more) {
        if (more.getAndDecrement() > 0) {
            queue.trySend(NO_TEXT);
            Queues.preload(queue, 1);
        }
    }

    private static Flux<String> drain(PosixMessageQueue queue) {
        return PosixMqReceiver.create(queue)
                .receiveUntilEmpty(MessageCodec.text(), WhenUndecodable.deadLetter(bad -> Mono.empty()));
    }

    @Override
    public Publisher<String> createFailedPublisher() {
        PosixMessageQueue queue = queues.create(ROOM, 16);
        queue.close();
        return drain(queue);
    }
}
