package io.sluice.trial.soak;

import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.MqSenderOptions;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SysvMqReceiver;
import io.sluice.reactor.SysvMqSender;
import io.sluice.sysvmsg.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.Random;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A System V queue of few bytes: a sender in all its ways, and a subscriber that is another one each time. */
final class SysvLane extends Lane {
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final int MAX_BYTES = 512;
    private static final int MAX_SIZE = 64;
    private static final int TYPES = 3;
    private static final int MOST_AT_ONCE = 6;

    private SysvMessageQueue queue;
    private Ledger ledger;
    private Disposable subscriber = Disposables.disposed();

    SysvLane(Totals totals) {
        super(totals);
    }

    @Override
    void open() {
        totals.openings.incrementAndGet();
        queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
        queue.set(queue.status().settings().withMaxBytes(MAX_BYTES));
        ledger = new Ledger(queue.name());
    }

    @Override
    void changeSubscriber(Random random) {
        subscriber.dispose();
        SysvMqReceiver receiver = SysvMqReceiver.create(queue);
        Ledger counts = ledger;
        long type = 1L + random.nextInt(TYPES);
        Flux<SysvMessage> messages = switch (random.nextInt(6)) {
            case 0 -> receiver.receive(TypeSelector.any());
            case 1 -> receiver.receive(TypeSelector.any()).limitRate(1);
            case 2 -> receiver.receive(TypeSelector.only(type));
            case 3 -> receiver.receive(TypeSelector.upTo(type)).take(1 + random.nextInt(MOST_AT_ONCE));
            case 4 -> receiver.receive(TypeSelector.except(type));
            default -> receiver.receiveUntilEmpty(TypeSelector.any());
        };
        subscriber = messages.doOnDiscard(SysvMessage.class, discarded -> counts.gone())
                .subscribe(received -> counts.gone());
    }

    @Override
    void use(Random random) {
        SysvMqSender sender = SysvMqSender.create(queue);
        switch (random.nextInt(3)) {
            case 0 -> await(sender.sendNow(message(random)));
            case 1 -> await(sender.send(message(random), PATIENCE));
            default -> stream(random);
        }
    }

    private void await(Mono<Void> send) {
        try {
            send.block(Bounds.SOON);
            sent();
        } catch (QueueFullException | SendTimeoutException full) {
            totals.refused.incrementAndGet();
        }
    }

    private void stream(Random random) {
        MqSenderOptions options = MqSenderOptions.create().sendTimeout(PATIENCE).stopOnError(random.nextBoolean());
        Flux<OutboundMessage<SysvMessage, Integer>> messages = Flux.range(0, 1 + random.nextInt(MOST_AT_ONCE))
                .map(number -> new OutboundMessage<>(message(random), number));
        SysvMqSender.create(queue, options)
                .send(messages)
                .doOnNext(result -> {
                    if (result.isSent()) {
                        sent();
                    } else {
                        totals.refused.incrementAndGet();
                    }
                })
                .onErrorResume(ErrnoException.class, full -> Mono.empty())
                .blockLast(Bounds.SOON);
    }

    private static SysvMessage message(Random random) {
        return SysvMessage.of(1 + random.nextInt(TYPES), new byte[random.nextInt(MAX_SIZE + 1)]);
    }

    private void sent() {
        ledger.sent();
        totals.sent.incrementAndGet();
    }

    @Override
    void close() {
        subscriber.dispose();
        while (queue.tryReceive(TypeSelector.any()) != null) {
            ledger.gone();
        }
        ledger.awaitBalance();
        queue.remove();
        queue.close();
    }
}
