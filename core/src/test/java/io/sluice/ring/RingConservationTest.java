package io.sluice.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestRings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several producers, in C and in Java, and one consumer of either kind: each message once, whole, and in its producer's order. */
@LongTest
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingConservationTest {
    private static final int CAPACITY = 1 << 13;
    private static final int C_PRODUCERS = 2;
    private static final int JAVA_PRODUCER = 3;
    private static final int EACH = 60_000;

    @RegisterExtension
    final TestRings rings = new TestRings();

    /** The same as in ring_peer.c. */
    static RingMessage numbered(int id, int number) {
        int length = 8 + (int) ((id * 31L + number * 7L) % 120);
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        bytes.putInt(id).putInt(number);
        while (bytes.hasRemaining()) {
            bytes.put((byte) (id + number));
        }
        return RingMessage.of(id, bytes.array());
    }

    private List<RunningProgram> startProducers(Ring ring) {
        List<RunningProgram> producers = new ArrayList<>();
        for (int id = 1; id <= C_PRODUCERS; id++) {
            RunningProgram peer = rings.closing(CProgram.of("ring_peer").start(ring.name()));
            assertThat(peer.ask("open")).isEqualTo("opened");
            peer.say("produce " + id + " " + EACH);
            producers.add(peer);
        }
        return producers;
    }

    private static CompletableFuture<Void> produceInJava(Ring ring) {
        return CompletableFuture.runAsync(() -> {
            RingProducer producer = ring.producer();
            for (int number = 0; number < EACH; number++) {
                RingMessage message = numbered(JAVA_PRODUCER, number);
                if (!producer.tryWrite(message)) {
                    RecordedWait<Void> wait = new RecordedWait<>();
                    producer.blockingWrite(message, wait);
                    assertThat(wait.await().wasDone()).isTrue();
                }
            }
        });
    }

    @Test
    void aConsumerInJavaGetsEachMessage() {
        Ring ring = rings.create(CAPACITY, ProducerKind.MANY);
        RingConsumer consumer = ring.consumer();
        List<RunningProgram> producers = startProducers(ring);
        CompletableFuture<Void> inJava = produceInJava(ring);
        int[] next = new int[JAVA_PRODUCER + 1];
        int left = JAVA_PRODUCER * EACH;
        while (left > 0) {
            int taken = consumer.read(
                    (type, message) -> {
                        RingMessage expected = numbered(type, next[type]++);
                        assertThat(message).isEqualTo(ByteBuffer.wrap(expected.payload()));
                        return true;
                    },
                    1 + left % 100);
            left -= taken;
            if (taken == 0) {
                RecordedWait<Void> wait = new RecordedWait<>();
                consumer.blockingAwait(wait);
                assertThat(wait.await().wasDone()).isTrue();
            }
        }
        inJava.join();
        producers.forEach(producer -> assertThat(producer.line()).isEqualTo("produced"));
        assertThat(consumer.poll()).isNull();
        assertThat(ring.status().unblocked()).isZero();
    }

    @Test
    void aConsumerInCGetsEachMessage() {
        Ring ring = rings.create(CAPACITY, ProducerKind.MANY);
        RunningProgram consumer = rings.closing(CProgram.of("ring_peer").start(ring.name()));
        assertThat(consumer.ask("open")).isEqualTo("opened");
        consumer.say("consume " + JAVA_PRODUCER + " " + EACH);
        List<RunningProgram> producers = startProducers(ring);
        produceInJava(ring).join();
        producers.forEach(producer -> assertThat(producer.line()).isEqualTo("produced"));
        assertThat(consumer.line()).isEqualTo("consumed");
        assertThat(ring.status().usedBytes()).isZero();
        assertThat(ring.status().unblocked()).isZero();
    }

    @Test
    void aRingOfOneProducerKeepsEachMessageBothWays() {
        Ring toJava = rings.create(CAPACITY, ProducerKind.ONE);
        Ring toC = rings.create(CAPACITY, ProducerKind.ONE);
        RunningProgram peer = rings.closing(CProgram.of("ring_peer").start(toC.name()));
        assertThat(peer.ask("open")).isEqualTo("opened");
        peer.say("echo " + toJava.name() + " " + EACH);
        RingProducer producer = toC.producer();
        RingConsumer consumer = toJava.consumer();
        int sent = 0;
        int[] next = {0};
        while (next[0] < EACH) {
            while (sent < EACH && producer.tryWrite(numbered(1, sent))) {
                sent++;
            }
            consumer.read(
                    (type, message) -> {
                        assertThat(message)
                                .isEqualTo(
                                        ByteBuffer.wrap(numbered(1, next[0]++).payload()));
                        return true;
                    },
                    100);
        }
        assertThat(peer.line()).isEqualTo("echoed");
    }
}
