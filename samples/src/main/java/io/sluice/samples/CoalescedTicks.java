package io.sluice.samples;

import io.sluice.reactor.timerfd.Timers;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ticks for a consumer that is too slow: Reactor's own interval fails; a kernel timer counts what was missed. */
public final class CoalescedTicks {
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final Duration WORK = Duration.ofMillis(100);

    private CoalescedTicks() {}

    /**
     * Works 100 ms on each tick of 10 ms, first of {@code Flux.interval} and then of a timer.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Flux.interval(PERIOD)
                .concatMap(tick -> work().thenReturn(tick), 0)
                .doOnNext(tick -> System.out.println("Flux.interval  tick " + tick))
                .doOnError(e -> System.out.println("Flux.interval  " + e.getMessage()))
                .onErrorComplete()
                .blockLast();

        Timers.create()
                .every(PERIOD)
                .concatMap(ticks -> work().thenReturn(ticks), 0)
                .take(5)
                .doOnNext(ticks -> System.out.println("Timers.every   " + ticks.count() + " since the last one"))
                .blockLast();
    }

    private static Mono<Long> work() {
        return Mono.delay(WORK);
    }
}
