package io.sluice.trial.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingSender;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestRings;
import io.sluice.trial.NumberedRingMessages;
import io.sluice.trial.RingSides;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/**
 * C programs and this JVM send through a ring to streams whose subscribers come, ask for some, and end in each way there is: by
 * a cancel, by a stop, and by a close of the consumer.
 */
class RingConservationTest {
    private static final int C_PRODUCERS = 3;
    private static final int CAPACITY = 1 << 16;
    private static final long EACH = Trial.rounds(100_000, 25_000_000);
    private static final Duration LONGEST = Bounds.SOON.multipliedBy(Trial.rounds(6, 180));
    private static final int MOST_DEMAND = Trial.rounds(5_000, 50_000);

    @RegisterExtension
    final TestRings rings = new TestRings();

    private final Random random = Trial.random("messages of a ring");
    private final List<RunningProgram> processes = new ArrayList<>();
    private RingArrivals arrivals;
    private RingConsumer consumer;
    private RingReceiver receiver;
    private CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
    private long all;

    /** How a subscriber ends. */
    private enum End {
        CANCEL_FROM_HERE,
        CANCEL_WITHIN,
        STOP,
        CLOSE
    }

    @BeforeEach
    void requireCompiler() {
        CProgram.requireCompiler();
    }

    @Test
    void eachMessageOfManyProducersArrivesOnceWholeAndInItsProducersOrder() {
        takeAll(ProducerKind.MANY, C_PRODUCERS, true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachMessageOfTheOneProducerArrivesOnceWholeAndInOrder(boolean isThisJvm) {
        takeAll(ProducerKind.ONE, isThisJvm ? 0 : 1, isThisJvm);
    }

    private void takeAll(ProducerKind kind, int inC, boolean inThisJvm) {
        Ring ring = rings.create(CAPACITY, kind);
        int producers = inC + (inThisJvm ? 1 : 0);
        all = producers * EACH;
        arrivals = new RingArrivals(producers, EACH, ring.longestMessage());
        consumer = ring.consumer();
        receiver = RingReceiver.create(consumer);
        receiver.receive().subscribe().dispose(); // loads what a stream needs, which takes longer than many messages
        long begun = System.nanoTime();
        for (int producer = 1; producer <= inC; producer++) {
            processes.add(rings.closing(CProgram.of("ring_counted").start(ring.name(), producer, EACH)));
        }
        if (inThisJvm) {
            send(rings.closing(ring.producer()), producers, ring.longestMessage());
        }
        Map<End, Integer> ends = new EnumMap<>(End.class);
        while (!isOver()) {
            End end = End.values()[random.nextInt(End.values().length)];
            ends.merge(end, 1, Integer::sum);
            takeSome(ring, end);
            arrivals.assertNothingFailed();
            assertThat(System.nanoTime() - begun)
                    .as("%s have arrived", arrivals)
                    .isLessThan(LONGEST.toNanos());
        }
        long nanos = System.nanoTime() - begun;
        assertThat(sent).isNotCompletedExceptionally();
        processes.forEach(process -> {
            RunningProgram.Exit exit = process.awaitExit(Bounds.SOON);
            assertThat(exit.status()).as(exit.output()).isZero();
        });
        sent.join();
        arrivals.assertNothingFailed();
        assertThat(arrivals.count()).isEqualTo(all);
        assertThat(consumer.poll()).isNull();
        assertThat(ring.status().usedBytes()).isZero();
        assertThat(ring.status().unblocked()).isZero();
        String senders = inC == 0 ? "this JVM" : inThisJvm ? "three C programs and this JVM" : "one C program";
        Row.of("conservation", "messages of a ring, of " + senders)
                .value("sent", all)
                .value("received here", arrivals.count())
                .value("also", String.format(Locale.ROOT, "%,d ms; ends: %s", nanos / 1_000_000, ends))
                .done();
    }

    private void send(RingProducer producer, int id, int longest) {
        NumberedRingMessages messages = new NumberedRingMessages(longest);
        AtomicLong number = new AtomicLong();
        Flux<OutboundMessage<RingMessage, Integer>> stream = Flux.generate(sink -> {
            if (number.get() == EACH) {
                sink.complete();
            } else {
                sink.next(OutboundMessage.create(messages.message(id, number.getAndIncrement()), id));
            }
        });
        sent = new CompletableFuture<>();
        RingSender.create(producer, SenderOptions.create().stopOnError(true))
                .send(stream)
                .subscribe(RingConservationTest::assertSent, sent::completeExceptionally, () -> sent.complete(null));
    }

    private static void assertSent(SendResult<?> result) {
        if (!result.isSent()) {
            throw new AssertionError(result.exception());
        }
    }

    private boolean isOver() {
        return arrivals.count() >= all
                || arrivals.hasFailed()
                || sent.isCompletedExceptionally()
                || processes.stream()
                        .anyMatch(process -> !process.isAlive()
                                && process.awaitExit(Bounds.SOON).status() != 0);
    }

    private void takeSome(Ring ring, End end) {
        int demand = 1 + random.nextInt(MOST_DEMAND);
        RingArrivals.Subscriber subscriber = arrivals.new Subscriber();
        RandomTaker<RingMessage> taker = new RandomTaker<>(
                subscriber::arrived,
                subscriber::arrived,
                demand,
                end == End.CANCEL_WITHIN ? 1 + random.nextInt(demand) : 0);
        long enough = arrivals.count() + random.nextInt(demand);
        receiver.receive().subscribe(taker);
        Bounds.awaitSpinning(
                "messages",
                () -> taker.hasEnded() || (end != End.CANCEL_WITHIN && arrivals.count() >= enough) || isOver());
        switch (end) {
            case STOP -> {
                receiver.stop();
                Bounds.awaitSpinning("end of a stream that was stopped", taker::hasEnded);
                receiver = RingReceiver.create(consumer);
            }
            case CLOSE -> {
                consumer.close();
                Bounds.awaitSpinning("end of a stream whose consumer was closed", taker::hasEnded);
                consumer = RingSides.consumer(ring);
                receiver = RingReceiver.create(consumer);
            }
            default -> taker.cancel();
        }
        taker.assertNothingFailed();
    }
}
