package io.sluice.samples;

import io.sluice.reactor.process.Processes;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.samples.support.CDaemon;
import io.sluice.samples.support.NamedRing;
import io.sluice.samples.support.Tick;
import io.sluice.samples.support.TickSummary;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A C program sends the ticks of a market through a ring, as fast as it can: {@code ticks.c}. The pipeline makes bars of a
 * thousand ticks and works on each for a while. Meanwhile the ring fills, and the C program waits for room.
 */
public final class MarketData {
    private static final int TICKS = 20_000;
    private static final int TICKS_OF_A_BAR = 1_000;
    /** Room for 512 ticks: each is a record of 24 bytes and a header of 8. */
    private static final int CAPACITY = 1 << 14;

    private static final Duration WORK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private MarketData() {}

    /**
     * Makes twenty bars.
     *
     * @param args none
     */
    public static void main(String[] args) {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        try (NamedRing named = NamedRing.create(
                        "/sluice-market-" + ProcessHandle.current().pid(), CAPACITY);
                RingConsumer consumer = named.ring().consumer();
                CDaemon market = CDaemon.start("ticks", "ring", named.name(), Integer.toString(TICKS))) {
            RingReceiver.create(consumer)
                    .receive()
                    .map(message -> Tick.of(message.payload()))
                    .take(TICKS)
                    .buffer(TICKS_OF_A_BAR) // asks for so many ticks when a bar is asked for
                    .concatMap(MarketData::work, 0) // asks for a bar when it is done with the one before
                    .doOnNext(bar -> print(bar, named.ring()))
                    .then(Processes.create().exited(market.process()))
                    .block(PATIENCE);
        }
    }

    private static Mono<TickSummary> work(Iterable<Tick> ticks) {
        return Flux.fromIterable(ticks)
                .reduce(TickSummary.NONE, TickSummary::plus)
                .delayElement(WORK);
    }

    private static void print(TickSummary bar, Ring ring) {
        System.out.printf(
                "%d ticks up to %5d: low %s, high %s, volume %d; %5d of %d bytes in the ring%n",
                bar.ticks(),
                bar.last(),
                bar.low(),
                bar.high(),
                bar.volume(),
                ring.status().usedBytes(),
                CAPACITY);
    }
}
