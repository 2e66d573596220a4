package io.sluice.trial.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestRings;
import io.sluice.trial.NumberedRingMessages;
import io.sluice.trial.SharedFile;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;

/**
 * SIGKILL of the consumer or of a producer of a ring, at random moments under load. What is in the ring stays. A consumer takes at
 * most the message along that it has taken, and a producer at most the one that it writes.
 */
class RingKillTest {
    private static final int ROUNDS = Trial.rounds(20, 500);
    private static final int JVM_ROUNDS = Trial.rounds(6, 500);
    private static final int CAPACITY = 1 << 20;
    private static final int SENDERS = 3;
    private static final long LONGEST_LIFE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** More than a process is off its processor, so that no producer that lives is given up. */
    private static final Duration BOUND = Duration.ofSeconds(2);

    private static final int MEANT = 0;
    private static final int SENT = 1;
    private static final int END = 2;

    @TempDir
    Path folder;

    @RegisterExtension
    final TestRings rings = new TestRings();

    private final Random random = Trial.random("kills at a ring");

    @BeforeEach
    void requireCompiler() {
        CProgram.requireCompiler();
    }

    private Path file(String name) {
        Path file = folder.resolve(name);
        SharedFile.create(file);
        return file;
    }

    private RunningProgram startSender(Ring ring, Path file, int producer) {
        return rings.closing(CProgram.of("ring_killed_sender").start(ring.name(), file, producer));
    }

    private static void go(RunningProgram process) {
        process.awaitLine("ready");
        process.say("0");
    }

    private static void endSender(RunningProgram process, Path file) {
        try {
            SharedFile.map(file.toString()).put(END, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
        assertThat(exit.status()).as(exit.output()).isZero();
    }

    /** Most rounds see that the process has come to work; some kill it before. */
    private void awaitMoment(BooleanSupplier atWork) {
        if (random.nextInt(4) != 0) {
            Bounds.awaitSpinning("the first message", atWork);
        }
        LockSupport.parkNanos(random.nextLong(LONGEST_LIFE_NANOS));
    }

    @Test
    void aKilledConsumerInCTakesOneMessageWithItAtTheMost() {
        killConsumers(
                "consumer in C",
                ROUNDS,
                (ring, file) -> CProgram.of("ring_killed_receiver").start(ring.name(), file, SENDERS));
    }

    @Test
    void aKilledConsumerInAJvmTakesOneMessageWithItAtTheMost() {
        killConsumers(
                "consumer in a JVM",
                JVM_ROUNDS,
                (ring, file) -> new ForkedJvm().start(RingJvmReceiver.class, ring.name(), file, SENDERS));
    }

    private interface Starter {
        RunningProgram start(Ring ring, Path file);
    }

    private void killConsumers(String what, int rounds, Starter starter) {
        Ring ring = rings.create(CAPACITY, ProducerKind.MANY);
        Path received = file("received");
        List<Path> files = IntStream.rangeClosed(1, SENDERS)
                .mapToObj(producer -> file("sender-" + producer))
                .toList();
        List<RunningProgram> senders = new ArrayList<>();
        for (int producer = 1; producer <= SENDERS; producer++) {
            senders.add(startSender(ring, files.get(producer - 1), producer));
        }
        senders.forEach(RingKillTest::go);
        try (Standby consumers =
                new Standby(folder, "consumer", 0, rounds + 1, none -> starter.start(ring, received))) {
            for (int round = 0; round < rounds; round++) {
                try (Peer consumer = consumers.next()) {
                    long before = receivedBy(received);
                    consumer.go(0);
                    try {
                        awaitMoment(() -> consumer.hasEnded() || receivedBy(received) > before);
                    } catch (AssertionError late) {
                        throw new AssertionError("in round " + round + ": " + ring.status() + ", " + senders, late);
                    }
                    consumer.kill();
                }
            }
            try (Peer last = consumers.next()) {
                last.go(0);
                for (int i = 0; i < SENDERS; i++) {
                    endSender(senders.get(i), files.get(i));
                }
                Bounds.await("the ring to be empty").until(() -> ring.status().usedBytes() == 0);
                last.kill(); // it has ended by itself where a message was torn or came again
            }
        }
        long sent = files.stream()
                .mapToLong(file -> SharedFile.first(file, 2)[SENT])
                .sum();
        long lost = sent - receivedBy(received);
        row(what, rounds, sent - lost, lost, 0, "");
        assertThat(lost).isBetween(0L, (long) rounds + 1);
        assertThat(ring.status().unblocked()).isZero();
    }

    private static void row(String killed, int kills, long received, long lost, long givenUp, String longest) {
        Row.of("ring-kills", killed)
                .value("kills", kills)
                .value("received", received)
                .value("lost", lost)
                .value("claims given up", givenUp)
                .value("longest wait", longest)
                .done();
    }

    private static long receivedBy(Path file) {
        return LongStream.of(SharedFile.first(file, 2 * SENDERS)).skip(SENDERS).sum();
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aKilledProducerTakesTheMessageThatItWritesAndTheRingGoesOnBehindTheBound(ProducerKind kind) {
        int rivals = kind == ProducerKind.MANY ? 2 : 0;
        Ring created = rings.create(CAPACITY, kind);
        Ring ring =
                rings.closing(Ring.builder(created.name()).unblockAfter(BOUND).open());
        Path[] files = new Path[rivals + ROUNDS + 1];
        RunningProgram[] living = new RunningProgram[rivals];
        Received received = new Received(ring.longestMessage(), files.length);
        Disposable stream = RingReceiver.create(rings.closing(ring.consumer()))
                .receive()
                .subscribe(received::arrived, received.failure::set);
        for (int i = 0; i < rivals; i++) {
            files[i] = file("sender-" + i);
            living[i] = startSender(ring, files[i], i + 1);
            go(living[i]);
        }
        long longest = 0;
        for (int i = rivals; i < rivals + ROUNDS; i++) {
            int victim = i;
            files[i] = file("sender-" + i);
            try (RunningProgram killed = startSender(ring, files[i], i + 1)) {
                go(killed);
                awaitMoment(() -> received.hasFailed() || received.count(victim) > 0);
                assertThat(killed.isAlive()).as(killed.output()).isTrue();
                killed.kill();
            }
            long begun = System.nanoTime();
            long[] due = IntStream.rangeClosed(0, i)
                    .mapToLong(each -> SharedFile.first(files[each], 2)[SENT] + (each < rivals ? 1 : 0))
                    .toArray();
            Bounds.await("what was sent until the kill").until(() -> received.hasFailed() || received.hasAll(due));
            received.assertNothingFailed();
            longest = Math.max(longest, System.nanoTime() - begun);
        }
        int last = files.length - 1;
        files[last] = file("sender-" + last);
        RunningProgram end = startSender(ring, files[last], last + 1);
        go(end);
        Bounds.await("messages behind the last kill").until(() -> received.hasFailed() || received.count(last) > 0);
        for (int i = 0; i < rivals; i++) {
            endSender(living[i], files[i]);
        }
        endSender(end, files[last]);
        Bounds.await("the ring to be empty")
                .until(() -> received.hasFailed() || ring.status().usedBytes() == 0);
        stream.dispose();
        received.assertNothingFailed();
        for (int i = 0; i < files.length; i++) {
            long[] counts = SharedFile.first(files[i], 2);
            assertThat(received.count(i)).as("of producer %d", i).isBetween(counts[SENT], counts[MEANT]);
        }
        long givenUp = ring.status().unblocked();
        row(
                "C producer, " + (rivals > 0 ? "beside two others" : "the only one"),
                ROUNDS,
                received.all(),
                0,
                givenUp,
                String.format(Locale.ROOT, "%,d ms", TimeUnit.NANOSECONDS.toMillis(longest)));
        assertThat(givenUp).isLessThanOrEqualTo(2L * ROUNDS); // a claim at the end of the memory has two records
    }

    /** What the stream has received: of each producer all messages in order, without a gap. */
    private static final class Received {
        private final NumberedRingMessages messages;
        private final AtomicLongArray counts;
        final AtomicReference<Throwable> failure = new AtomicReference<>();

        Received(int longest, int producers) {
            messages = new NumberedRingMessages(longest);
            counts = new AtomicLongArray(producers);
        }

        void arrived(RingMessage message) {
            long number = messages.check(message);
            int producer = message.type() - 1;
            if (number != counts.get(producer)) {
                throw new AssertionError("message " + number + " of producer " + producer + ", and "
                        + counts.get(producer) + " was next");
            }
            counts.set(producer, number + 1);
        }

        long count(int producer) {
            return counts.get(producer);
        }

        boolean hasAll(long[] due) {
            return IntStream.range(0, due.length).allMatch(producer -> counts.get(producer) >= due[producer]);
        }

        long all() {
            return IntStream.range(0, counts.length()).mapToLong(counts::get).sum();
        }

        boolean hasFailed() {
            return failure.get() != null;
        }

        void assertNothingFailed() {
            assertThat(failure).hasNullValue();
        }
    }
}
