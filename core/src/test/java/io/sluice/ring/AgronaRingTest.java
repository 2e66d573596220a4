package io.sluice.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.TestRings;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agrona's ring buffers on the same memory: each reads what the other one has written. */
class AgronaRingTest {
    private static final int CAPACITY = 1 << 12;
    private static final int LONGEST = CAPACITY / 8;
    private static final int STEPS = 100_000;

    @RegisterExtension
    final TestRings rings = new TestRings();

    private static RingBuffer agrona(Ring ring) {
        try (FileChannel file =
                FileChannel.open(TestRings.file(ring.name()), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer records = file.map(
                    FileChannel.MapMode.READ_WRITE, RingLayout.HEADER_SIZE, file.size() - RingLayout.HEADER_SIZE);
            UnsafeBuffer buffer = new UnsafeBuffer(records);
            return ring.producers() == ProducerKind.ONE
                    ? new OneToOneRingBuffer(buffer)
                    : new ManyToOneRingBuffer(buffer);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RingMessage message(Random random) {
        byte[] payload = new byte[random.nextInt(random.nextInt(8) == 0 ? LONGEST + 1 : 60)];
        random.nextBytes(payload);
        return RingMessage.of(1 + random.nextInt(Integer.MAX_VALUE), payload);
    }

    private static boolean write(RingBuffer agrona, RingMessage message) {
        UnsafeBuffer payload = new UnsafeBuffer(message.payload());
        return agrona.write(message.type(), payload, 0, message.size());
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void agronaReadsWhatIsWrittenHere(ProducerKind kind) {
        long seed = new Random().nextLong();
        System.out.println("seed of what Agrona reads: " + seed);
        Random random = new Random(seed);
        Ring ring = rings.create(CAPACITY, kind);
        RingProducer producer = ring.producer();
        RingBuffer agrona = agrona(ring);
        Deque<RingMessage> model = new ArrayDeque<>();
        for (int i = 0; i < STEPS; i++) {
            RingMessage next = message(random);
            if (random.nextInt(3) > 0 && producer.tryWrite(next)) {
                model.add(next);
            } else {
                agrona.read(
                        (type, buffer, offset, length) -> {
                            byte[] payload = new byte[length];
                            buffer.getBytes(offset, payload);
                            assertThat(RingMessage.of(type, payload))
                                    .as("seed %d", seed)
                                    .isEqualTo(model.poll());
                        },
                        random.nextInt(6));
            }
        }
        assertThat(ring.status().usedBytes()).isEqualTo(agrona.size());
        assertThat(ring.longestMessage()).isEqualTo(agrona.maxMsgLength());
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void whatAgronaHasWrittenIsReadHere(ProducerKind kind) {
        long seed = new Random().nextLong();
        System.out.println("seed of what Agrona writes: " + seed);
        Random random = new Random(seed);
        Ring ring = rings.create(CAPACITY, kind);
        RingConsumer consumer = ring.consumer();
        RingBuffer agrona = agrona(ring);
        Deque<RingMessage> model = new ArrayDeque<>();
        for (int i = 0; i < STEPS; i++) {
            RingMessage next = message(random);
            if (random.nextInt(3) > 0 && write(agrona, next)) {
                model.add(next);
            } else {
                assertThat(consumer.poll()).as("seed %d", seed).isEqualTo(model.poll());
            }
        }
    }

    @Test
    void producersOfBothWriteToOneRing() {
        Random random = new Random(1);
        Ring ring = rings.create();
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        RingBuffer agrona = agrona(ring);
        Deque<RingMessage> model = new ArrayDeque<>();
        for (int i = 0; i < STEPS; i++) {
            RingMessage next = message(random);
            if (random.nextBoolean() ? producer.tryWrite(next) : write(agrona, next)) {
                model.add(next);
            }
            if (random.nextBoolean()) {
                assertThat(consumer.poll()).isEqualTo(model.poll());
            }
        }
    }

    @Test
    void whatAgronaHasClaimedAndNotCommittedIsGivenUp() {
        Ring ring = rings.closing(Ring.builder(rings.name())
                .capacity(CAPACITY)
                .unblockAfter(Duration.ZERO)
                .create());
        RingBuffer agrona = agrona(ring);
        assertThat(agrona.tryClaim(1, 100)).isPositive();
        assertThat(write(agrona, RingMessage.ofText(2, "behind"))).isTrue();
        assertThat(ring.consumer().poll()).isEqualTo(RingMessage.ofText(2, "behind"));
        assertThat(ring.status().unblocked()).isEqualTo(1);
        assertThat(agrona.size()).isZero();
    }

    @Test
    void whatAgronaUnblocksIsReadHere() {
        Ring ring = rings.create();
        RingBuffer agrona = agrona(ring);
        agrona.tryClaim(1, 8);
        ring.producer().tryWrite(RingMessage.ofText(2, "behind"));
        assertThat(agrona.unblock()).isTrue();
        assertThat(ring.consumer().poll()).isEqualTo(RingMessage.ofText(2, "behind"));
    }
}
