package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingReceiverOptions;
import io.sluice.reactor.ring.RingSender;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** A ring with room for few messages: a sender in all its ways, and a subscriber that is another one each time. */
final class RingLane extends QueueLane<RingMessage> {
    private static final int CAPACITY = 1 << 12;

    private final int number;
    private final Supplier<EventLoop> loops;
    private EventLoop loop;
    private Ring ring;
    private RingProducer producer;
    private RingConsumer consumer;

    RingLane(Totals totals, int number, Supplier<EventLoop> loops) {
        super(totals, RingMessage.class);
        this.number = number;
        this.loops = loops;
    }

    @Override
    void open() {
        loop = loops.get();
        ProducerKind[] kinds = ProducerKind.values();
        ring = Ring.builder("/sluice-soak-" + ProcessHandle.current().pid() + "-" + number)
                .capacity(CAPACITY)
                .producers(kinds[number % kinds.length])
                .create();
        producer = ring.producer();
        consumer = ring.consumer();
        begin(ring.name());
    }

    @Override
    void changeSubscriber(Random random) {
        RingReceiver receiver =
                RingReceiver.create(consumer, RingReceiverOptions.create().eventLoop(loop));
        Flux<RingMessage> all = endless(receiver.receive());
        switch (random.nextInt(5)) {
            case 0 -> receive(StreamKind.RING_ALL, all);
            case 1 -> receive(StreamKind.RING_ONE_BY_ONE, all.limitRate(1));
            case 2 -> receive(StreamKind.RING_A_FEW, all.take(1 + random.nextInt(MOST_AT_ONCE)));
            case 3 -> {
                Duration wait = someTime(random);
                receive(StreamKind.RING_WITHIN, receiver.receiveWithin(wait).flux(), wait);
            }
            default -> receive(StreamKind.RING_UNTIL_EMPTY, receiver.receiveUntilEmpty());
        }
    }

    @Override
    void use(Random random) {
        RingSender sender = RingSender.create(producer, streamOptions(random).eventLoop(loop));
        int count = 1 + random.nextInt(MOST_AT_ONCE);
        switch (random.nextInt(3)) {
            case 0 -> await(sender.sendNow(message(random)));
            case 1 -> await(sender.send(message(random), PATIENCE));
            default ->
                await(sender.send(Flux.range(0, count).map(each -> OutboundMessage.create(message(random), each))));
        }
    }

    private static RingMessage message(Random random) {
        return RingMessage.of(1, new byte[random.nextInt(CAPACITY / 8 + 1)]);
    }

    @Override
    boolean isEmpty() {
        return ring.status().usedBytes() == 0;
    }

    @Override
    boolean takeOne() {
        return consumer.poll() != null;
    }

    @Override
    void close() {
        settle();
        Ring.unlink(ring.name());
        ring.close();
    }
}
