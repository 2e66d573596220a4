package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;

/** Each client gets each message. One client stops reading; the others go on, and what it misses is counted. */
public final class Broadcast {
    private static final int MESSAGES = 100;

    /** How many messages wait for one client at most. */
    private static final int WAITING = 16;

    private Broadcast() {}

    /**
     * Sends 100 messages to two clients that read and one that reads a single message.
     *
     * @param args none
     * @throws InterruptedException if it is interrupted while the clients receive
     */
    public static void main(String[] args) throws InterruptedException {
        String name = "/sluice-broadcast-" + ProcessHandle.current().pid();
        try (PosixMessageQueue queue = PosixMessageQueue.builder(name)
                .maxMessages(10)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create()) {
            PosixMessageQueue.unlink(name); // it lives until it is closed, so nothing is left however this ends
            PosixMqReceiver receiver = PosixMqReceiver.create(queue);
            AtomicInteger taken = new AtomicInteger();
            Flux<PosixMessage> shared = shared(receiver, message -> taken.incrementAndGet());
            CountDownLatch done = new CountDownLatch(2);
            Client first = new Client(Long.MAX_VALUE, done);
            Client second = new Client(Long.MAX_VALUE, done);
            Client stuck = new Client(1, done);
            // A message reaches its subscribers in this order, so the counts of the stuck one are complete in the end.
            for (Client client : new Client[] {stuck, first, second}) {
                forClient(shared, message -> client.dropped.incrementAndGet()).subscribe(client);
            }

            PosixMqSender sender = PosixMqSender.create(queue);
            Flux.range(1, MESSAGES)
                    .concatMap(i -> sender.send(PosixMessage.ofText("message " + i)))
                    .blockLast();
            done.await();
            System.out.println("taken   " + taken + " from the queue");
            System.out.println("first   " + first);
            System.out.println("second  " + second);
            System.out.println(
                    "stuck   " + stuck + ", waiting " + (MESSAGES - stuck.received.get() - stuck.dropped.get()));
            receiver.stop();
            stuck.cancel();
        }
    }

    /** One stream for all clients. Its first subscriber never leaves: each message that is taken reaches the journal. */
    static Flux<PosixMessage> shared(PosixMqReceiver receiver, Consumer<PosixMessage> journal) {
        ConnectableFlux<PosixMessage> shared = receiver.receive().publish(1);
        shared.subscribe(journal);
        shared.connect();
        return shared;
    }

    /** What one client gets. It never holds up the others: when 16 messages wait for it, the oldest one is dropped. */
    static Flux<PosixMessage> forClient(Flux<PosixMessage> shared, Consumer<PosixMessage> dropped) {
        return shared.onBackpressureBuffer(WAITING, dropped, BufferOverflowStrategy.DROP_OLDEST);
    }

    /** What one client gets who must not miss a message: when more than 16 messages wait for it, its stream fails behind these. */
    static Flux<PosixMessage> forClientOrError(Flux<PosixMessage> shared) {
        return shared.onBackpressureBuffer(WAITING);
    }

    private static final class Client extends BaseSubscriber<PosixMessage> {
        private final long demand;
        private final CountDownLatch done;
        private final AtomicInteger received = new AtomicInteger();
        private final AtomicInteger dropped = new AtomicInteger();

        Client(long demand, CountDownLatch done) {
            this.demand = demand;
            this.done = done;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(demand);
        }

        @Override
        protected void hookOnNext(PosixMessage message) {
            if (received.incrementAndGet() == MESSAGES) {
                done.countDown();
            }
        }

        @Override
        public String toString() {
            return "received " + received + ", dropped " + dropped;
        }
    }
}
