package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.process.Processes;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.samples.support.CDaemon;
import io.sluice.samples.support.NamedQueue;
import io.sluice.samples.support.NamedRing;
import io.sluice.samples.support.Tick;
import io.sluice.samples.support.TickSummary;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The same pipeline over a POSIX message queue and over a ring, fed by the same C program: {@code ticks.c}. Prints how many
 * messages a second there were.
 */
public final class QueueOrRing {
    private static final int TICKS = 500_000;
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private QueueOrRing() {}

    /**
     * Receives half a million ticks over each.
     *
     * @param args none
     */
    public static void main(String[] args) {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        String name = "/sluice-ticks-" + ProcessHandle.current().pid();
        try (NamedQueue named = NamedQueue.create(name, 10)) {
            measure(
                    "queue",
                    name,
                    PosixMqReceiver.create(named.queue()).receive().map(PosixMessage::payload));
        }
        try (NamedRing named = NamedRing.create(name, 1 << 20);
                RingConsumer consumer = named.ring().consumer()) {
            measure("ring", name, RingReceiver.create(consumer).receive().map(RingMessage::payload));
        }
    }

    private static void measure(String kind, String name, Flux<byte[]> structs) {
        try (CDaemon market = CDaemon.start("ticks", kind, name, Integer.toString(TICKS))) {
            pipeline(structs)
                    .timed()
                    .doOnNext(sum -> print(kind, sum.get(), sum.elapsed()))
                    .then(Processes.create().exited(market.process()))
                    .block(PATIENCE);
        }
    }

    private static Mono<TickSummary> pipeline(Flux<byte[]> structs) {
        return structs.take(TICKS).map(Tick::of).reduce(TickSummary.NONE, TickSummary::plus);
    }

    private static void print(String kind, TickSummary sum, Duration time) {
        System.out.printf(
                "%5s: %d ticks, volume %d, %d messages a second%n",
                kind, sum.ticks(), sum.volume(), sum.ticks() * 1_000_000_000L / time.toNanos());
    }
}
