package io.sluice.trial.race;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.time.Instant;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A POSIX queue, whose streams learn of messages by readiness or, where they are fair, by blocking receives. */
final class PosixRaceQueue implements RaceQueue {
    private final PosixMessageQueue queue;
    private final EventLoop loop;
    private final boolean fair;

    PosixRaceQueue(TestQueues queues, int maxMessages, EventLoop loop, boolean fair) {
        queue = queues.create(maxMessages, Long.BYTES);
        this.loop = loop;
        this.fair = fair;
    }

    @Override
    public boolean trySend(long number) {
        return queue.trySend(Witness.payload(number), 0);
    }

    @Override
    public long tryTake() {
        PosixMessage message = queue.tryReceive();
        return message == null ? NONE : Witness.number(message);
    }

    @Override
    public int count() {
        return queue.attributes().currentMessages();
    }

    @Override
    public boolean waitsInKernel() {
        return fair;
    }

    @Override
    public Handle open() {
        return new PosixHandle(PosixMessageQueue.open(queue.name(), PosixAccess.READ_WRITE));
    }

    private final class PosixHandle implements Handle {
        private final PosixMessageQueue handle;
        private final PosixMqReceiver receiver;
        private final PosixMqSender sender;

        PosixHandle(PosixMessageQueue handle) {
            this.handle = handle;
            receiver = PosixMqReceiver.create(
                    handle, PosixMqReceiverOptions.create().eventLoop(loop).fair(fair));
            sender = PosixMqSender.create(handle, SenderOptions.create().eventLoop(loop));
        }

        @Override
        public Publisher<?> receive() {
            return receiver.receive();
        }

        @Override
        public Mono<Void> send(long number) {
            return sender.send(PosixMessage.of(Witness.payload(number)));
        }

        @Override
        public Mono<Void> sendWithin(long number, Duration timeout) {
            return sender.send(PosixMessage.of(Witness.payload(number)), timeout);
        }

        @Override
        public Mono<Void> blockingSend(long number, Duration timeout) {
            return sender.sendUntil(
                    PosixMessage.of(Witness.payload(number)), Instant.now().plus(timeout));
        }

        @Override
        public void close() {
            handle.close();
        }
    }
}
