package io.sluice.trial.soak;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.time.Duration;
import java.util.Random;
import reactor.core.publisher.Flux;

/** A System V queue of few bytes: a sender in all its ways, and a subscriber that is another one each time. */
final class SysvLane extends QueueLane<SysvMessage> {
    private static final int MAX_BYTES = 512;
    private static final int MAX_SIZE = 64;
    private static final int TYPES = 3;

    private SysvMessageQueue queue;

    SysvLane(Totals totals) {
        super(totals, SysvMessage.class);
    }

    @Override
    void open() {
        queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
        queue.set(queue.status().settings().withMaxBytes(MAX_BYTES));
        begin(queue.name());
    }

    @Override
    void changeSubscriber(Random random) {
        SysvMqReceiver receiver = SysvMqReceiver.create(queue);
        TypeSelector any = TypeSelector.any();
        long type = 1L + random.nextInt(TYPES);
        switch (random.nextInt(7)) {
            case 0 -> receive(StreamKind.SYSV_ANY, endless(receiver.receive(any)));
            case 1 ->
                receive(
                        StreamKind.SYSV_ONE_BY_ONE,
                        endless(receiver.receive(any)).limitRate(1));
            case 2 -> receive(StreamKind.SYSV_ONLY, endless(receiver.receive(TypeSelector.only(type))));
            case 3 ->
                receive(
                        StreamKind.SYSV_A_FEW,
                        endless(receiver.receive(TypeSelector.upTo(type))).take(1 + random.nextInt(MOST_AT_ONCE)));
            case 4 -> receive(StreamKind.SYSV_EXCEPT, endless(receiver.receive(TypeSelector.except(type))));
            case 5 -> {
                Duration wait = someTime(random);
                receive(
                        StreamKind.SYSV_WITHIN,
                        receiver.receiveWithin(any, wait).flux(),
                        wait);
            }
            default -> receive(StreamKind.SYSV_UNTIL_EMPTY, receiver.receiveUntilEmpty(any));
        }
    }

    @Override
    void use(Random random) {
        SysvMqSender sender = SysvMqSender.create(queue);
        int count = 1 + random.nextInt(MOST_AT_ONCE);
        switch (random.nextInt(3)) {
            case 0 -> await(sender.sendNow(message(random)));
            case 1 -> await(sender.send(message(random), PATIENCE));
            default ->
                await(SysvMqSender.create(queue, streamOptions(random))
                        .send(Flux.range(0, count).map(number -> OutboundMessage.create(message(random), number))));
        }
    }

    private static SysvMessage message(Random random) {
        return SysvMessage.of(1 + random.nextInt(TYPES), new byte[random.nextInt(MAX_SIZE + 1)]);
    }

    @Override
    boolean isEmpty() {
        return queue.status().messages() == 0;
    }

    @Override
    boolean takeOne() {
        return queue.tryReceive(TypeSelector.any()) != null;
    }

    @Override
    void close() {
        settle();
        queue.remove();
        queue.close();
    }
}
