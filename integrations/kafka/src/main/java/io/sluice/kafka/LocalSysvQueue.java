package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqLimits;
import io.sluice.sysvmsg.TypeSelector;
import java.util.function.Consumer;

/** A System V queue as the end of a route. */
final class LocalSysvQueue extends LocalQueue {
    private final SysvMessageQueue queue;
    private final int maxPayload = SysvMqLimits.read().maxMessageSize();

    LocalSysvQueue(SysvMessageQueue queue) {
        this.queue = queue;
    }

    @Override
    String source() {
        IpcKey key = queue.key();
        return "sysv:" + (key == null ? queue.name() : key);
    }

    @Override
    String numberHeader() {
        return BridgeHeaders.TYPE;
    }

    @Override
    long lowestNumber() {
        return 1;
    }

    @Override
    long highestNumber() {
        return Long.MAX_VALUE;
    }

    @Override
    int maxPayload() {
        return maxPayload;
    }

    @Override
    Taking receive(EventLoop loop, Consumer<String> notices) {
        // Its thread is its own anyway.
        SysvMqReceiver receiver = SysvMqReceiver.create(queue);
        return new Taking(
                receiver.receive(TypeSelector.any())
                        .map(message -> new QueueMessage(message.type(), message.payload())),
                receiver);
    }

    @Override
    boolean trySend(QueueMessage message) {
        return queue.trySend(SysvMessage.of(message.number(), message.payload()));
    }

    @Override
    Delivery send(QueueMessage message) {
        SysvMessage sent = SysvMessage.of(message.number(), message.payload());
        return BlockedDelivery.of(handler -> queue.blockingSend(sent, handler));
    }
}
