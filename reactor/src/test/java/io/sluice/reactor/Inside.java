package io.sluice.reactor;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Work that counts how much of it goes on at the same time. Each enters once and leaves once, also where it is cancelled on its way in. */
public final class Inside {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Enters; has left before its end is passed on. */
    public Mono<Integer> work() {
        return Mono.using(this::enter, Mono::just, entered -> now.decrementAndGet());
    }

    private int enter() {
        return most.accumulateAndGet(now.incrementAndGet(), Math::max);
    }

    public int now() {
        return now.get();
    }

    public int most() {
        return most.get();
    }
}
