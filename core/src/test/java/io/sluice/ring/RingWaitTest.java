package io.sluice.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.DecodeException;
import io.sluice.errno.Errno;
import io.sluice.errno.SendTimeoutException;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestRings;
import io.sluice.testing.Thrown;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Waits on a ring: what ends them, and what they leave behind. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingWaitTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int STORM = 300;
    private static final int LONGEST_PAUSE_NANOS = 200_000;

    @RegisterExtension
    final TestRings rings = new TestRings();

    private static void fill(RingProducer producer) {
        boolean again = true;
        while (again) {
            again = producer.tryWrite(RingMessage.of(1, new byte[8]));
        }
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aWaitForAMessageLeavesItInTheRing(ProducerKind kind) {
        Ring ring = rings.create(1 << 12, kind);
        RingConsumer consumer = ring.consumer();
        RecordedWait<Void> wait = new RecordedWait<>();
        consumer.blockingAwait(wait);
        BlockedThreads.await(1);
        ring.producer().tryWrite(RingMessage.ofText(1, "here"));
        assertThat(wait.await().wasDone()).isTrue();
        assertThat(consumer.poll()).isEqualTo(RingMessage.ofText(1, "here"));
    }

    @Test
    void messagesAreReceivedOnOneThreadAsLongAsTheyAreWanted() {
        Ring ring = rings.create();
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        RecordedWait<RingMessage> wait = new RecordedWait<>(3);
        consumer.blockingReceive(wait);
        for (int i = 1; i <= 4; i++) {
            producer.tryWrite(RingMessage.ofText(i, "message"));
        }
        assertThat(wait.await().messages()).extracting(RingMessage::type).containsExactly(1, 2, 3);
        assertThat(Objects.requireNonNull(consumer.poll()).type()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("io.sluice.testing.Thrown#byDecoders")
    void aReceiveEndsAtAMessageThatTheDecoderRefuses(Throwable thrown) {
        Ring ring = rings.create();
        RingConsumer consumer = ring.consumer();
        RecordedWait<String> wait = new RecordedWait<>();
        consumer.blockingReceive(
                (type, message) -> {
                    throw Thrown.unchecked(thrown);
                },
                wait);
        ring.producer().tryWrite(RingMessage.ofText(1, "bad"));
        wait.await();
        assertThat(wait.cause()).isInstanceOf(DecodeException.class).cause().isSameAs(thrown);
        assertThat(consumer.poll()).isNull();
    }

    @Test
    void aTimeoutEndsAWaitAndNothingElseChanges() {
        Ring ring = rings.create();
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        long begun = System.nanoTime();
        RecordedWait<Void> message = new RecordedWait<>();
        consumer.blockingAwait(SHORT, message);
        assertThat(message.await().cause()).isNotNull();
        assertThat(message.cause().errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(message.cause()).hasMessageContaining("No message has come in time");
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos());
        fill(producer);
        long produced = ring.status().producedBytes();
        RecordedWait<Void> room = new RecordedWait<>();
        producer.blockingWrite(RingMessage.ofText(1, "late"), SHORT, room);
        assertThat(room.await().cause())
                .isInstanceOf(SendTimeoutException.class)
                .hasMessageContaining("The ring was full");
        assertThat(ring.status().producedBytes()).isEqualTo(produced);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> consumer.blockingAwait(Duration.ofNanos(-1), new RecordedWait<>()));
        RecordedWait<Void> atOnce = new RecordedWait<>();
        consumer.blockingAwait(Duration.ZERO, atOnce);
        assertThat(atOnce.await().wasDone()).isTrue();
        RecordedWait<Void> forEver = new RecordedWait<>();
        consumer.blockingAwait(Duration.ofSeconds(Long.MAX_VALUE), forEver);
        assertThat(forEver.await().wasDone()).isTrue();
    }

    private Ring spinning() {
        return rings.closing(Ring.builder(rings.name())
                .capacity(1 << 12)
                .spin(Duration.ofDays(1))
                .create());
    }

    @Test
    void aTimeoutEndsTheSpinning() {
        Ring ring = spinning();
        RecordedWait<Void> message = new RecordedWait<>();
        ring.consumer().blockingAwait(SHORT, message);
        assertThat(message.await().cause()).isNotNull();
        assertThat(message.cause().errno()).isEqualTo(Errno.ETIMEDOUT);
        RingProducer producer = ring.producer();
        fill(producer);
        RecordedWait<Void> room = new RecordedWait<>();
        producer.blockingWrite(RingMessage.ofText(1, "late"), SHORT, room);
        assertThat(room.await().cause()).isInstanceOf(SendTimeoutException.class);
    }

    @Test
    void aWaitThatSpinsIsInterruptedBeforeItReceivesOrWrites() {
        Ring ring = spinning();
        RingConsumer consumer = ring.consumer();
        RecordedWait<RingMessage> receive = new RecordedWait<>();
        KernelWait receiving = consumer.blockingReceive(receive);
        Waiters.awaitBusy(1);
        receiving.interruptAndAwait();
        assertThat(receiving.hasEnded()).isTrue();
        assertThat(receive.await().cause()).isNull();
        RingProducer producer = ring.producer();
        fill(producer);
        long produced = ring.status().producedBytes();
        RecordedWait<Void> write = new RecordedWait<>();
        producer.blockingWrite(RingMessage.ofText(1, "late"), write);
        Waiters.awaitBusy(1);
        producer.close();
        assertThat(consumer.read((type, message) -> true, 1000)).isPositive();
        assertThat(write.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThat(ring.status().producedBytes()).isEqualTo(produced);
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aWriteThatWaitsGoesOnWhenThereIsRoom(ProducerKind kind) {
        Ring ring = rings.create(1 << 12, kind);
        RingProducer producer = ring.producer();
        fill(producer);
        RecordedWait<Void> wait = new RecordedWait<>();
        producer.blockingWrite(RingMessage.of(2, new byte[ring.longestMessage()]), wait);
        BlockedThreads.await(1);
        RingConsumer consumer = ring.consumer();
        assertThat(consumer.read((type, message) -> type == 1, 1000)).isPositive();
        assertThat(wait.await().wasDone()).isTrue();
        int[] left = {0};
        consumer.read((type, message) -> ++left[0] > 0 && type == 1, 1000);
        assertThat(ring.status().usedBytes()).isZero();
    }

    @Test
    void aCloseEndsEveryWait() {
        Ring ring = rings.create();
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        RecordedWait<RingMessage> receive = new RecordedWait<>();
        consumer.blockingReceive(receive);
        BlockedThreads.await(1);
        consumer.close();
        assertThat(receive.await().cause()).isInstanceOf(ClosedHandleException.class);
        fill(producer);
        RecordedWait<Void> write = new RecordedWait<>();
        producer.blockingWrite(RingMessage.of(1, new byte[8]), write);
        BlockedThreads.await(1);
        ring.close();
        assertThat(write.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> producer.blockingWrite(RingMessage.of(1, new byte[8]), new RecordedWait<>()));
    }

    @Test
    void anInterruptedReceiveTakesNothingMore() {
        long seed = new Random().nextLong();
        System.out.println("seed of the interrupts: " + seed);
        Random random = new Random(seed);
        Ring ring = rings.create();
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        for (int i = 1; i <= STORM; i++) {
            RecordedWait<RingMessage> wait = new RecordedWait<>();
            KernelWait begun = consumer.blockingReceive(wait);
            LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
            if (random.nextBoolean()) {
                producer.tryWrite(RingMessage.ofText(i, "message"));
                begun.interruptAndAwait();
            } else {
                begun.interruptAndAwait();
                producer.tryWrite(RingMessage.ofText(i, "message"));
                assertThat(wait.await().message()).isNull();
            }
            RingMessage received = wait.await().message();
            RingMessage left = consumer.poll();
            assertThat((received == null ? 0 : 1) + (left == null ? 0 : 1))
                    .as("round %d of seed %d", i, seed)
                    .isEqualTo(1);
        }
    }

    @Test
    void aCloseAtAnyMomentLosesAndDoublesNothing() {
        Random random = new Random(1);
        Ring ring = rings.create(1 << 18, ProducerKind.MANY); // holds all, where no wait gets to one
        RingProducer producer = ring.producer();
        int expected = 1;
        for (int round = 0; round < STORM; round++) {
            int first = round * 10 + 1;
            producer.tryWrite(IntStream.range(first, first + 10)
                    .mapToObj(i -> RingMessage.of(i, new byte[i % 50]))
                    .toList());
            RecordedWait<RingMessage> wait = new RecordedWait<>(Integer.MAX_VALUE);
            try (Ring other = Ring.builder(ring.name()).open()) {
                other.consumer().blockingReceive(wait);
                LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
            }
            for (RingMessage message : wait.await().messages()) {
                assertThat(message.type()).isEqualTo(expected++);
            }
        }
        RingConsumer consumer = ring.consumer();
        for (RingMessage rest = consumer.poll(); rest != null; rest = consumer.poll()) {
            assertThat(rest.type()).isEqualTo(expected++);
        }
        assertThat(expected).isEqualTo(STORM * 10 + 1);
    }
}
