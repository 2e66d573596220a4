package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqNotifierOptions;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** A POSIX queue: a sender in all its ways, and a subscriber that is another one each time. */
final class PosixLane extends QueueLane<PosixMessage> {
    static final int MAX_MESSAGES = 8;
    static final int MAX_SIZE = 64;

    private final String prefix;
    private final Supplier<EventLoop> loops;
    private PosixMessageQueue queue;
    private EventLoop loop;

    PosixLane(Totals totals, int number, Supplier<EventLoop> loops) {
        super(totals, PosixMessage.class);
        prefix = "/sluice-soak-" + ProcessHandle.current().pid() + "-" + number + "-";
        this.loops = loops;
    }

    @Override
    void open() {
        queue = PosixMessageQueue.builder(prefix + totals.openings)
                .maxMessages(MAX_MESSAGES)
                .maxMessageSize(MAX_SIZE)
                .create();
        loop = loops.get();
        begin(queue.name());
    }

    @Override
    void changeSubscriber(Random random) {
        boolean fair = random.nextBoolean();
        PosixMqReceiver receiver = PosixMqReceiver.create(
                queue, PosixMqReceiverOptions.create().eventLoop(loop).fair(fair));
        PosixMqNotifier notifier =
                PosixMqNotifier.create(queue, PosixMqNotifierOptions.create().eventLoop(loop));
        Flux<PosixMessage> all = endless(receiver.receive());
        switch (random.nextInt(7)) {
            case 0 -> receive(fair ? StreamKind.POSIX_BLOCKING : StreamKind.POSIX_BY_READINESS, all);
            case 1 -> receive(StreamKind.POSIX_ONE_BY_ONE, all.limitRate(1));
            case 2 -> receive(StreamKind.POSIX_A_FEW, all.take(1 + random.nextInt(MOST_AT_ONCE)));
            case 3 -> receive(StreamKind.POSIX_UNTIL_EMPTY, receiver.receiveUntilEmpty());
            case 4 -> receive(StreamKind.POSIX_NOTIFIED, endless(notifier.receive()));
            case 5 -> {
                Duration wait = someTime(random);
                receive(StreamKind.POSIX_WITHIN, receiver.receiveWithin(wait).flux(), wait);
            }
            default ->
                receive(
                        StreamKind.POSIX_NOTIFIED_ONCE,
                        endless(notifier.notifications()).take(1).thenMany(receiver.receiveUntilEmpty()));
        }
    }

    @Override
    void use(Random random) {
        PosixMqSender sender =
                PosixMqSender.create(queue, SenderOptions.create().eventLoop(loop));
        int count = 1 + random.nextInt(MOST_AT_ONCE);
        switch (random.nextInt(4)) {
            case 0 -> await(sender.sendNow(message(random)));
            case 1 -> await(sender.send(message(random), PATIENCE));
            case 2 -> await(sender.sendUntil(message(random), Instant.now().plus(PATIENCE)));
            default ->
                await(PosixMqSender.create(queue, streamOptions(random).eventLoop(loop))
                        .send(Flux.range(0, count).map(number -> OutboundMessage.create(message(random), number))));
        }
    }

    private static PosixMessage message(Random random) {
        return PosixMessage.of(new byte[random.nextInt(MAX_SIZE + 1)], random.nextInt(PosixMessage.MAX_PRIORITY + 1));
    }

    @Override
    boolean isEmpty() {
        return queue.attributes().currentMessages() == 0;
    }

    @Override
    boolean takeOne() {
        return queue.tryReceive() != null;
    }

    @Override
    void close() {
        settle();
        queue.close();
        PosixMessageQueue.unlink(queue.name());
    }
}
