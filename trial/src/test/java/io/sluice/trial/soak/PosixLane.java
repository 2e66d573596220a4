package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MqSenderOptions;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.PosixMqNotifier;
import io.sluice.reactor.PosixMqNotifierOptions;
import io.sluice.reactor.PosixMqReceiver;
import io.sluice.reactor.PosixMqReceiverOptions;
import io.sluice.reactor.PosixMqSender;
import io.sluice.testing.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A POSIX queue: a sender in all its ways, and a subscriber that is another one each time. */
final class PosixLane extends Lane {
    static final int MAX_MESSAGES = 8;
    static final int MAX_SIZE = 64;

    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final int MOST_AT_ONCE = 6;

    private final String prefix;
    private final Supplier<EventLoop> loops;
    private PosixMessageQueue queue;
    private EventLoop loop;
    private Ledger ledger;
    private Disposable subscriber = Disposables.disposed();

    PosixLane(Totals totals, int number, Supplier<EventLoop> loops) {
        super(totals);
        prefix = "/sluice-soak-" + ProcessHandle.current().pid() + "-" + number + "-";
        this.loops = loops;
    }

    @Override
    void open() {
        totals.openings.incrementAndGet();
        queue = PosixMessageQueue.builder(prefix + totals.openings)
                .maxMessages(MAX_MESSAGES)
                .maxMessageSize(MAX_SIZE)
                .create();
        loop = loops.get();
        ledger = new Ledger(queue.name());
    }

    @Override
    void changeSubscriber(Random random) {
        subscriber.dispose();
        PosixMqReceiverOptions options =
                PosixMqReceiverOptions.create().eventLoop(loop).fair(random.nextBoolean());
        PosixMqReceiver receiver = PosixMqReceiver.create(queue, options);
        PosixMqNotifier notifier =
                PosixMqNotifier.create(queue, PosixMqNotifierOptions.create().eventLoop(loop));
        Ledger counts = ledger;
        Flux<MqMessage> messages = switch (random.nextInt(6)) {
            case 0 -> receiver.receive();
            case 1 -> receiver.receive().limitRate(1);
            case 2 -> receiver.receive().take(1 + random.nextInt(MOST_AT_ONCE));
            case 3 -> receiver.receiveUntilEmpty();
            case 4 -> notifier.receive();
            default -> notifier.notifications().take(2).thenMany(receiver.receiveUntilEmpty());
        };
        subscriber = messages.doOnDiscard(MqMessage.class, discarded -> counts.gone())
                .subscribe(received -> counts.gone());
    }

    @Override
    void use(Random random) {
        PosixMqSender sender =
                PosixMqSender.create(queue, MqSenderOptions.create().eventLoop(loop));
        int count = 1 + random.nextInt(MOST_AT_ONCE);
        switch (random.nextInt(4)) {
            case 0 -> await(sender.sendNow(message(random)));
            case 1 -> await(sender.send(message(random), PATIENCE));
            case 2 -> await(sender.sendUntil(message(random), Instant.now().plus(PATIENCE)));
            default -> stream(random, count);
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

    private void stream(Random random, int count) {
        MqSenderOptions options =
                MqSenderOptions.create().eventLoop(loop).sendTimeout(PATIENCE).stopOnError(random.nextBoolean());
        Flux<OutboundMessage<MqMessage, Integer>> messages =
                Flux.range(0, count).map(number -> new OutboundMessage<>(message(random), number));
        PosixMqSender.create(queue, options)
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

    private static MqMessage message(Random random) {
        return MqMessage.of(new byte[random.nextInt(MAX_SIZE + 1)], random.nextInt(MqMessage.MAX_PRIORITY + 1));
    }

    private void sent() {
        ledger.sent();
        totals.sent.incrementAndGet();
    }

    @Override
    void close() {
        subscriber.dispose();
        while (queue.tryReceive() != null) {
            ledger.gone();
        }
        ledger.awaitBalance();
        queue.close();
        PosixMessageQueue.unlink(queue.name());
    }
}
