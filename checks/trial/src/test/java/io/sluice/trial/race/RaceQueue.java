package io.sluice.trial.race;

import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A queue of either kind, and what a race does to it. */
interface RaceQueue {
    /** Longer than any round. */
    Duration LONG = Duration.ofHours(1);

    /** No message is there. */
    long NONE = -1;

    /** Sends behind the back of what is raced; false where there is no room. */
    boolean trySend(long number);

    /** Takes behind the back of what is raced. */
    long tryTake();

    int count();

    /** Whether a stream waits with a thread that is blocked in the kernel. */
    boolean waitsInKernel();

    /** A further handle, for streams and sends that it is closed on. */
    Handle open();

    /** One handle, with a receiver and a sender on it. */
    interface Handle extends AutoCloseable {
        Publisher<?> receive();

        Mono<Void> send(long number);

        /** A send whose time is up on the event loop. */
        Mono<Void> sendWithin(long number, Duration timeout);

        /** A send that blocks in the kernel from the beginning, and whose time is up there if that can be. */
        Mono<Void> blockingSend(long number, Duration timeout);

        @Override
        void close();
    }
}
