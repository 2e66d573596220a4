package io.sluice.trial.race;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A System V queue. */
final class SysvRaceQueue implements RaceQueue {
    private final SysvMessageQueue queue;
    private final EventLoop loop;

    SysvRaceQueue(SysvTestQueues queues, int maxMessages, EventLoop loop) {
        queue = queues.create((long) maxMessages * Long.BYTES);
        this.loop = loop;
    }

    @Override
    public boolean trySend(long number) {
        return queue.trySend(message(number));
    }

    private static SysvMessage message(long number) {
        return SysvMessage.of(1, Witness.payload(number));
    }

    @Override
    public long tryTake() {
        SysvMessage message = queue.tryReceive(TypeSelector.any());
        return message == null ? NONE : Witness.number(message);
    }

    @Override
    public int count() {
        return (int) queue.status().messages();
    }

    @Override
    public boolean waitsInKernel() {
        return true;
    }

    @Override
    public Handle open() {
        return new SysvHandle(SysvMessageQueue.openById(queue.id(), SysvAccess.READ_WRITE));
    }

    private final class SysvHandle implements Handle {
        private final SysvMessageQueue handle;
        private final SysvMqSender sender;

        SysvHandle(SysvMessageQueue handle) {
            this.handle = handle;
            sender = SysvMqSender.create(handle, SenderOptions.create().eventLoop(loop));
        }

        @Override
        public Publisher<?> receive() {
            return SysvMqReceiver.create(handle).receive(TypeSelector.any());
        }

        @Override
        public Mono<Void> send(long number) {
            return sender.send(message(number));
        }

        @Override
        public Mono<Void> sendWithin(long number, Duration timeout) {
            return sender.send(message(number), timeout);
        }

        @Override
        public Mono<Void> blockingSend(long number, Duration timeout) {
            return sendWithin(number, timeout); // there is no other way to wait
        }

        @Override
        public void close() {
            handle.close();
        }
    }
}
