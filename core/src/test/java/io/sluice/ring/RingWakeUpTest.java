package io.sluice.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Checks;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestRings;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two sides that sleep before each message, and look by themselves only after a time that no test lasts: a wake-up that is lost
 * is the end.
 */
@Timeout(value = 200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingWakeUpTest {
    private static final int ROUNDS = Checks.or(300, 3_000);
    /** A round hands over to another process: where others use all processors, all rounds would take too long. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private static final Duration NEVER = Duration.ofHours(1);

    @RegisterExtension
    final TestRings rings = new TestRings();

    private final long end = System.nanoTime() + LONG_ENOUGH.toNanos();

    private boolean isTimeLeft() {
        return System.nanoTime() - end < 0;
    }

    private Ring sleepy(ProducerKind kind) {
        return rings.closing(Ring.builder(rings.name())
                .capacity(1 << 12)
                .producers(kind)
                .spin(Duration.ZERO)
                .longestSleep(NEVER)
                .create());
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void noConsumerSleepsBesideAMessage(ProducerKind kind) {
        Ring there = sleepy(kind);
        Ring back = sleepy(kind);
        RunningProgram peer = rings.closing(CProgram.of("ring_peer").start(there.name()));
        assertThat(peer.ask("open")).isEqualTo("opened");
        assertThat(peer.ask("sleep 3600000")).isEqualTo("sleeps");
        assertThat(peer.ask("spin 0")).isEqualTo("spins");
        peer.say("echo " + back.name() + " " + ROUNDS);
        RingProducer producer = there.producer();
        RingConsumer consumer = back.consumer();
        int rounds = 0;
        while (rounds < ROUNDS && isTimeLeft()) {
            int i = ++rounds;
            RecordedWait<RingMessage> wait = new RecordedWait<>();
            consumer.blockingReceive(wait);
            assertThat(producer.tryWrite(RingMessage.ofText(i, "ball"))).isTrue();
            assertThat(wait.await().message()).isEqualTo(RingMessage.ofText(i, "ball"));
        }
        if (rounds == ROUNDS) {
            assertThat(peer.line()).isEqualTo("echoed");
        }
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void noProducerSleepsBesideRoom(ProducerKind kind) {
        Ring ring = sleepy(kind);
        RunningProgram peer = rings.closing(CProgram.of("ring_peer").start(ring.name()));
        assertThat(peer.ask("open")).isEqualTo("opened");
        assertThat(peer.ask("sleep 3600000")).isEqualTo("sleeps");
        assertThat(peer.ask("spin 0")).isEqualTo("spins");
        peer.say("consume 1 " + ROUNDS * 10);
        RingProducer producer = ring.producer();
        int sent = 0;
        while (sent < ROUNDS * 10 && isTimeLeft()) {
            RecordedWait<Void> wait = new RecordedWait<>();
            RingMessage message = RingConservationTest.numbered(1, sent++);
            if (!producer.tryWrite(message)) {
                producer.blockingWrite(message, wait);
                assertThat(wait.await().wasDone()).isTrue();
            }
        }
        if (sent == ROUNDS * 10) {
            assertThat(peer.line()).isEqualTo("consumed");
        }
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aReadWakesUpEachProducerThatSleeps(ProducerKind kind) {
        Ring ring = sleepy(kind);
        RunningProgram peer = rings.closing(CProgram.of("ring_peer").start(ring.name()));
        assertThat(peer.ask("open")).isEqualTo("opened");
        assertThat(peer.ask("sleep 3600000")).isEqualTo("sleeps");
        assertThat(peer.ask("spin 0")).isEqualTo("spins");
        peer.say("produce 1 " + ROUNDS);
        peer.awaitAsleep();
        RecordedWait<RingMessage> wait = new RecordedWait<>(ROUNDS);
        ring.consumer().blockingReceive(wait);
        for (int seen = 0; !wait.hasEnded(); seen = wait.messages().size()) {
            int before = seen;
            Bounds.await("a message behind " + seen)
                    .until(() -> wait.hasEnded() || wait.messages().size() > before);
        }
        assertThat(wait.await().messages()).hasSize(ROUNDS);
        assertThat(peer.line()).isEqualTo("produced");
    }
}
