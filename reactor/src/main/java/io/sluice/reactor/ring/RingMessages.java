package io.sluice.reactor.ring;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.reactor.internal.source.BlockingReader;
import io.sluice.reactor.internal.source.ImmediateReader;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingDecoder;
import io.sluice.ring.RingMessage;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of a ring: those that are there without a call of the kernel.
 *
 * @param <T> what is made of each
 */
abstract class RingMessages<T> implements BlockingReader<T>, ImmediateReader<T> {
    private final RingConsumer consumer;

    private RingMessages(RingConsumer consumer) {
        this.consumer = consumer;
    }

    static RingMessages<RingMessage> copied(RingConsumer consumer) {
        return new RingMessages<>(consumer) {
            @Override
            public KernelWait receive(ReceiveHandler<RingMessage> handler) {
                return consumer.blockingReceive(handler);
            }

            @Override
            public @Nullable RingMessage tryTake() {
                return consumer.poll();
            }
        };
    }

    static <T> RingMessages<T> decoded(RingConsumer consumer, RingDecoder<? extends T> decoder) {
        return new RingMessages<>(consumer) {
            @Override
            public KernelWait receive(ReceiveHandler<T> handler) {
                return consumer.blockingReceive(decoder, handler);
            }

            @Override
            public @Nullable T tryTake() {
                return consumer.poll(decoder);
            }
        };
    }

    @Override
    public boolean triesFirst() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return consumer.isEmpty();
    }

    @Override
    public boolean addCloseHook(Runnable hook) {
        return consumer.addCloseHook(hook);
    }

    @Override
    public void removeCloseHook(Runnable hook) {
        consumer.removeCloseHook(hook);
    }

    @Override
    public @Nullable ClosedHandleException closedBefore() {
        return consumer.isOpen()
                ? null
                : new ClosedHandleException("ring_read", consumer.name(), "The consumer was closed before.");
    }
}
