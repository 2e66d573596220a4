package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestRings;
import io.sluice.trial.RingSides;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A C program writes over a ring all the time while others use it: an error that says what makes no sense, or a message that
 * nobody has sent. No other error, no call that does not return, and no access outside, which would end the process.
 */
class ScribbledRingTest {
    private static final int CAPACITY = 1 << 12;
    private static final int SCRIBBLES = Trial.rounds(20_000, 1_000_000);
    private static final int ERRORS = Trial.rounds(300, 50_000);
    private static final Duration LONGEST = Bounds.SOON.multipliedBy(Trial.rounds(3, 30));
    private static final Pattern COUNTS = Pattern.compile("(\\d+) messages and (\\d+) errors");
    private static final int CALLS = 20;
    private static final int WAITS_ONE_IN = 20;
    private static final Set<Errno> NO_RING = EnumSet.of(Errno.EINVAL, Errno.EOPNOTSUPP);
    private static final Set<Errno> NO_SENSE = EnumSet.of(Errno.EBADMSG);
    /** Who reads /proc/PID/fdinfo holds the file of a handle that was closed, and so its lock, for a moment. */
    private static final Set<Errno> NOT_BEGUN = EnumSet.of(Errno.EBADMSG, Errno.EBUSY);

    private static final Set<Errno> NOTHING_YET = EnumSet.of(Errno.EBADMSG, Errno.ETIMEDOUT);

    @RegisterExtension
    final TestRings rings = new TestRings();

    private final Random random = Trial.random("scribbles over a ring");
    private long errors;
    private long messages;

    @BeforeEach
    void requireCompiler() {
        CProgram.requireCompiler();
    }

    private RunningProgram startScribbler(Ring ring) {
        return rings.closing(
                CProgram.of("ring_scribbler").start(ring.name(), SCRIBBLES, random.nextInt() & 0xffffffffL));
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void thisJvmGetsAnErrorThatSaysWhatIsWrong(ProducerKind kind) {
        Ring first = rings.create(CAPACITY, kind);
        RunningProgram scribbler = startScribbler(first);
        long begun = System.nanoTime();
        while (errors < ERRORS || !hasSaidEnough(scribbler)) {
            assertThat(scribbler.isAlive()).as(scribbler.output()).isTrue();
            guarded(NO_RING, () -> {
                try (Ring ring = Ring.builder(first.name())
                        .unblockAfter(Duration.ZERO)
                        .spin(Duration.ZERO)
                        .open()) {
                    for (int i = 0; i < CALLS; i++) {
                        use(ring);
                    }
                }
            });
            assertThat(System.nanoTime() - begun).as("%d errors", errors).isLessThan(LONGEST.toNanos());
        }
        end(scribbler);
        row(kind, "this JVM", messages, errors);
        assertWorks(first);
    }

    private static void row(ProducerKind kind, String user, long messages, long errors) {
        Row.of("scribbles", kind, user)
                .value("scribbles", SCRIBBLES)
                .value("messages", messages)
                .value("errors", errors)
                .done();
    }

    private static boolean hasSaidEnough(RunningProgram process) {
        return process.output().contains("enough");
    }

    /** Fails where an access outside has ended it before. */
    private static void end(RunningProgram process) {
        process.say("end");
        RunningProgram.Exit exit = process.awaitExit(Bounds.SOON);
        assertThat(exit.status()).as(exit.output()).isZero();
    }

    private void use(Ring ring) {
        guarded(NOT_BEGUN, () -> {
            try (RingProducer producer = ring.producer();
                    RingConsumer consumer = ring.consumer()) {
                for (int i = 0; i < CALLS; i++) {
                    RingMessage message = RingMessage.of(1, new byte[random.nextInt(ring.longestMessage() + 1)]);
                    guarded(NO_SENSE, () -> producer.tryWrite(message));
                    guarded(
                            NO_SENSE,
                            () -> consumer.read(
                                    (type, bytes) -> isPossible(type, bytes.remaining()), random.nextInt(CALLS)));
                    guarded(NO_SENSE, () -> {
                        RingMessage polled = consumer.poll();
                        assertThat(polled == null || isPossible(polled.type(), polled.size()))
                                .isTrue();
                    });
                }
                if (random.nextInt(WAITS_ONE_IN) == 0) {
                    RingMessage message = RingMessage.of(1, new byte[ring.longestMessage()]);
                    await(wait -> consumer.blockingAwait(Duration.ofMillis(1), wait));
                    await(wait -> producer.blockingWrite(message, Duration.ofMillis(1), wait));
                }
            }
            assertThat(ring.status().usedBytes()).isBetween(0L, (long) CAPACITY);
        });
    }

    private boolean isPossible(int type, int size) {
        messages++;
        assertThat(type).isPositive();
        assertThat(size).isBetween(0, CAPACITY / 8);
        return true;
    }

    private interface Begin {
        KernelWait begin(RecordedWait<Void> handler);
    }

    private void await(Begin begin) {
        RecordedWait<Void> wait = new RecordedWait<>();
        begin.begin(wait);
        wait.await();
        if (!wait.wasDone()) {
            guarded(NOTHING_YET, () -> {
                throw wait.cause();
            });
        }
    }

    private void guarded(Set<Errno> expected, Runnable call) {
        try {
            call.run();
        } catch (ErrnoException refused) {
            errors++;
            if (!expected.contains(refused.errno())) {
                throw new AssertionError("not what a ring that makes no sense is refused with", refused);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aCProgramGetsAnErrorAndGoesOn(ProducerKind kind) {
        Ring ring = rings.create(CAPACITY, kind);
        RunningProgram user =
                rings.closing(CProgram.of("ring_user").start(ring.name(), ERRORS, random.nextInt() & 0xffffffffL));
        user.awaitLine("ready");
        RunningProgram scribbler = startScribbler(ring);
        Bounds.await("scribbles and errors")
                .atMost(LONGEST)
                .until(() -> !user.isAlive() || (hasSaidEnough(scribbler) && hasSaidEnough(user)));
        end(user);
        end(scribbler);
        Matcher counts = COUNTS.matcher(user.output());
        assertThat(counts.find()).as(user.output()).isTrue();
        row(kind, "C program", Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)));
        assertWorks(ring);
    }

    /** Behind the last scribble the ring is an empty one, into which its users may have put something since. */
    private static void assertWorks(Ring ring) {
        try (RingProducer producer = RingSides.producer(ring);
                RingConsumer consumer = RingSides.consumer(ring)) {
            consumer.read((type, bytes) -> true, Integer.MAX_VALUE);
            RingMessage message = RingMessage.ofText(1, "as before");
            assertThat(producer.tryWrite(message)).isTrue();
            assertThat(consumer.poll()).isEqualTo(message);
        }
    }
}
