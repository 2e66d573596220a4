package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import java.util.function.Consumer;

/** A POSIX queue as the end of a route. */
final class LocalPosixQueue extends LocalQueue {
    private final PosixMessageQueue queue;

    LocalPosixQueue(PosixMessageQueue queue) {
        this.queue = queue;
    }

    @Override
    String source() {
        return "mq:" + queue.name();
    }

    @Override
    String numberHeader() {
        return BridgeHeaders.PRIORITY;
    }

    @Override
    long lowestNumber() {
        return 0;
    }

    @Override
    long highestNumber() {
        return PosixMessage.MAX_PRIORITY;
    }

    @Override
    int maxPayload() {
        return queue.maxMessageSize();
    }

    @Override
    Taking receive(EventLoop loop, Consumer<String> notices) {
        PosixMqReceiver receiver =
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().eventLoop(loop));
        return new Taking(
                receiver.receive().map(message -> new QueueMessage(message.priority(), message.payload())), receiver);
    }

    @Override
    boolean trySend(QueueMessage message) {
        return queue.trySend(message.payload(), (int) message.number());
    }

    @Override
    Delivery send(QueueMessage message) {
        PosixMessage sent = PosixMessage.of(message.payload(), (int) message.number());
        return BlockedDelivery.of(handler -> queue.blockingSend(sent, null, handler));
    }

    /** The kernel takes messages for an unlinked queue as before, and drops them with its last handle. */
    @Override
    void checkReachable() {
        if (queue.whenUnlinked() == WhenUnlinked.FAIL && queue.isUnlinked()) {
            throw QueueRemovedException.unlinked("mq_send", queue.name());
        }
    }
}
