package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A send by an event loop that never blocks in the kernel. */
final class LoopDelivery extends Delivery {
    private final EventLoop loop;
    private final Disposable subscription;

    private LoopDelivery(Mono<Void> send, EventLoop loop) {
        this.loop = loop;
        subscription = send.subscribe(nothing -> {}, this::failed, this::sent);
    }

    /** With the loop on which the send has its outcome. */
    static Delivery of(Mono<Void> send, EventLoop loop) {
        return new LoopDelivery(send, loop);
    }

    /** On the loop, a cancel does not come between the send and its outcome. */
    @Override
    void interrupt() {
        try {
            loop.execute(this::cancel);
        } catch (RejectedExecutionException closed) {
            cancel();
        }
    }

    private void cancel() {
        subscription.dispose();
        notSent();
    }
}
