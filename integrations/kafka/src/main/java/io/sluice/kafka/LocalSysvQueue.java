package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqLimits;
import io.sluice.sysvmsg.TypeSelector;
import reactor.core.publisher.Mono;

/** A System V queue as the end of a route. */
final class LocalSysvQueue extends LocalQueue {
    private final SysvMessageQueue queue;
    private final SysvMqSender sender;
    private final int maxPayload = SysvMqLimits.read().maxMessageSize();

    LocalSysvQueue(SysvMessageQueue queue) {
        this.queue = queue;
        sender = SysvMqSender.create(queue);
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
    Taking receive(EventLoop loop) {
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
    Mono<Void> send(QueueMessage message) {
        return sender.send(SysvMessage.of(message.number(), message.payload()));
    }
}
