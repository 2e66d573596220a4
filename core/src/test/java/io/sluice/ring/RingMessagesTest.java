package io.sluice.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.DecodeException;
import io.sluice.errno.Errno;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.testing.TestRings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written comes out: once, whole and in order. */
class RingMessagesTest {
    private static final int CAPACITY = 1 << 12;
    private static final int LONGEST = CAPACITY / 8;
    private static final int STEPS = 200_000;

    @RegisterExtension
    final TestRings rings = new TestRings();

    private static RingMessage message(int number, int size) {
        byte[] payload = new byte[size];
        new Random(number).nextBytes(payload);
        return RingMessage.of(number, payload);
    }

    private static int fill(RingProducer producer, int size) {
        int written = 0;
        while (producer.tryWrite(message(written + 1, size))) {
            written++;
        }
        return written;
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aMessageComesOutWithItsTypeAndBytes(ProducerKind kind) {
        Ring ring = rings.create(CAPACITY, kind);
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        assertThat(consumer.poll()).isNull();
        assertThat(producer.tryWrite(RingMessage.ofText(7, "bolts"))).isTrue();
        ByteBuffer part = ByteBuffer.wrap("12 nuts, 3 nails".getBytes(StandardCharsets.US_ASCII))
                .position(3)
                .limit(7);
        assertThat(producer.tryWrite(Integer.MAX_VALUE, part)).isTrue();
        assertThat(part.position()).isEqualTo(3);
        assertThat(ring.status().usedBytes()).isEqualTo(32);
        assertThat(consumer.poll()).isEqualTo(RingMessage.ofText(7, "bolts"));
        assertThat(consumer.poll()).isEqualTo(RingMessage.ofText(Integer.MAX_VALUE, "nuts"));
        assertThat(consumer.poll()).isNull();
        assertThat(ring.status().usedBytes()).isZero();
        assertThat(ring.status().consumedBytes()).isEqualTo(32);
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void anEmptyMessageAndTheLongestOneFit(ProducerKind kind) {
        Ring ring = rings.create(CAPACITY, kind);
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        assertThat(ring.longestMessage()).isEqualTo(LONGEST);
        for (int i = 1; i <= 100; i++) {
            assertThat(producer.tryWrite(message(i, 0))).isTrue();
            assertThat(producer.tryWrite(message(i, LONGEST))).isTrue();
            assertThat(consumer.poll()).isEqualTo(message(i, 0));
            assertThat(consumer.poll()).isEqualTo(message(i, LONGEST));
        }
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> producer.tryWrite(message(1, LONGEST + 1)))
                .withMessageContaining("513 bytes")
                .withMessageContaining("has 512, an eighth");
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> producer.tryWrite(List.of(message(1, 0), message(1, LONGEST + 1))));
        assertThat(consumer.poll()).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> producer.tryWrite(0, ByteBuffer.allocate(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> producer.tryWrite(-1, ByteBuffer.allocate(1)));
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aFullRingRefusesAndHasRoomAgainBehindARead(ProducerKind kind) {
        Ring ring = rings.create(CAPACITY, kind);
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        for (int round = 0; round < 50; round++) {
            int written = fill(producer, 8 * (round % 7));
            assertThat(ring.status().usedBytes())
                    .isGreaterThan(CAPACITY - 2 * (8 * (round % 7) + 16))
                    .isLessThanOrEqualTo(CAPACITY);
            List<Integer> types = new ArrayList<>();
            consumer.read((type, message) -> types.add(type), Integer.MAX_VALUE);
            assertThat(types)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, written).boxed().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void whateverIsWrittenAndReadTheRingIsAQueue(ProducerKind kind) {
        long seed = new Random().nextLong();
        System.out.println("seed of the ring's model: " + seed);
        Random random = new Random(seed);
        Ring ring = rings.create(CAPACITY, kind);
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        Deque<RingMessage> model = new ArrayDeque<>();
        for (int i = 1; i <= STEPS; i++) {
            if (random.nextInt(5) < 3) {
                RingMessage next = message(i, random.nextInt(random.nextInt(8) == 0 ? LONGEST + 1 : 60));
                if (producer.tryWrite(next)) {
                    model.add(next);
                }
            } else {
                int wanted = random.nextInt(6);
                int expected = Math.min(wanted, model.size());
                assertThat(consumer.read(
                                (type, message) -> {
                                    assertThat(copy(type, message)).isEqualTo(model.poll());
                                    return true;
                                },
                                wanted))
                        .as("seed %d, step %d", seed, i)
                        .isEqualTo(expected);
            }
        }
    }

    private static RingMessage copy(int type, ByteBuffer message) {
        assertThat(message.order()).isEqualTo(ByteOrder.nativeOrder());
        byte[] payload = new byte[message.remaining()];
        message.get(payload);
        return RingMessage.of(type, payload);
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void severalMessagesAreWrittenAsFarAsThereIsRoom(ProducerKind kind) {
        Ring ring = rings.create(CAPACITY, kind);
        RingProducer producer = ring.producer();
        List<RingMessage> messages =
                IntStream.rangeClosed(1, 300).mapToObj(i -> message(i, 8)).toList();
        int written = producer.tryWrite(messages);
        assertThat(written).isBetween(CAPACITY / 16 - 1, CAPACITY / 16);
        assertThat(producer.tryWrite(messages.subList(written, 300))).isZero();
        List<RingMessage> read = new ArrayList<>();
        ring.consumer().read((type, message) -> read.add(copy(type, message)), Integer.MAX_VALUE);
        assertThat(read).isEqualTo(messages.subList(0, written));
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aMessageIsTakenOnceWhateverItsHandlerDoes(ProducerKind kind) {
        Ring ring = rings.create(CAPACITY, kind);
        ring.producer()
                .tryWrite(
                        IntStream.rangeClosed(1, 5).mapToObj(i -> message(i, i)).toList());
        RingConsumer consumer = ring.consumer();
        List<Integer> types = new ArrayList<>();
        assertThat(consumer.read((type, message) -> types.add(type) && type < 2, 10))
                .isEqualTo(2);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> consumer.read(
                        (type, message) -> {
                            types.add(type);
                            throw new IllegalStateException("of the handler");
                        },
                        10))
                .withMessage("of the handler");
        assertThat(consumer.read((type, message) -> types.add(type), 0)).isZero();
        assertThat(consumer.read((type, message) -> types.add(type), 10)).isEqualTo(2);
        assertThat(types).containsExactly(1, 2, 3, 4, 5);
        assertThat(ring.status().usedBytes()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> consumer.read((type, message) -> true, -1));
    }

    @Test
    void ofSeveralThreadsThatReadEachMessageGoesToOne() {
        int count = 50_000;
        Ring ring = rings.create(CAPACITY, ProducerKind.MANY);
        RingConsumer consumer = ring.consumer();
        RingProducer producer = ring.producer();
        AtomicIntegerArray received = new AtomicIntegerArray(count + 1);
        AtomicInteger total = new AtomicInteger();
        RingHandler handler = (type, message) -> {
            received.incrementAndGet(type);
            return total.incrementAndGet() < count;
        };
        List<CompletableFuture<Void>> readers = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    while (total.get() < count) {
                        if (consumer.read(handler, 10) == 0) {
                            Thread.onSpinWait();
                        }
                    }
                }))
                .toList();
        for (int i = 1; i <= count; i++) {
            while (!producer.tryWrite(RingMessage.of(i, new byte[i % 32]))) {
                Thread.onSpinWait();
            }
        }
        readers.forEach(CompletableFuture::join);
        assertThat(IntStream.rangeClosed(1, count).map(received::get)).containsOnly(1);
    }

    @Test
    void aHandlerCannotReadTheRing() {
        Ring ring = rings.create();
        ring.producer().tryWrite(List.of(message(1, 1), message(2, 2)));
        RingConsumer consumer = ring.consumer();
        List<Throwable> refused = new ArrayList<>();
        consumer.read(
                (type, message) -> {
                    refused.add(catchThrowable(consumer::poll));
                    refused.add(catchThrowable(() -> consumer.read((another, bytes) -> true, 1)));
                    return true;
                },
                1);
        assertThat(refused)
                .hasSize(2)
                .allSatisfy(cause -> assertThat(cause)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(ring.name()));
        assertThat(consumer.poll()).isEqualTo(message(2, 2));
    }

    @Test
    void aDecoderMakesAnObjectOfEachMessage() {
        Ring ring = rings.create();
        ring.producer().tryWrite(List.of(message(1, 10), message(2, 20)));
        RingConsumer consumer = ring.consumer();
        RingDecoder<String> decoder =
                (type, message) -> type + ": " + message.remaining() + (message.isReadOnly() ? "" : " writable");
        assertThat(consumer.<String>poll(decoder)).isEqualTo("1: 10");
        assertThat(consumer.<String>poll(decoder)).isEqualTo("2: 20");
        assertThat(consumer.<String>poll(decoder)).isNull();
        assertThat(ring.status().usedBytes()).isZero();
    }

    @Test
    void aDecoderThatFailsHasTakenTheMessage() {
        Ring ring = rings.create();
        ring.producer().tryWrite(List.of(message(1, 10), message(2, 20), message(3, 30)));
        RingConsumer consumer = ring.consumer();
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> consumer.poll((type, message) -> message.getInt(10)))
                .returns(Errno.EBADMSG, DecodeException::errno)
                .withCauseInstanceOf(IndexOutOfBoundsException.class)
                .withMessageContaining(ring.name())
                .withMessageContaining("a message of type 1 with 10 bytes");
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> consumer.poll((type, message) -> null))
                .withMessageContaining("has returned null");
        assertThat(consumer.poll()).isEqualTo(message(3, 30));
    }

    @Test
    void lentBytesCannotBeWritten() {
        Ring ring = rings.create();
        ring.producer().tryWrite(message(1, 10));
        List<Boolean> readOnly = new ArrayList<>();
        ring.consumer().read((type, message) -> readOnly.add(message.isReadOnly()), 1);
        assertThat(readOnly).containsExactly(true);
    }

    @Test
    void theNextConsumerGoesOnBehindTheLastOne() {
        Ring ring = rings.create();
        ring.producer()
                .tryWrite(
                        IntStream.rangeClosed(1, 5).mapToObj(i -> message(i, i)).toList());
        try (RingConsumer first = ring.consumer()) {
            assertThat(first.poll()).isEqualTo(message(1, 1));
        }
        try (Ring other = Ring.builder(ring.name()).open();
                RingConsumer second = other.consumer()) {
            assertThat(second.poll()).isEqualTo(message(2, 2));
        }
        assertThat(ring.consumer().poll()).isEqualTo(message(3, 3));
    }

    @Test
    void aClosedHandleRefuses() {
        Ring ring = rings.create();
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        producer.tryWrite(message(1, 1));
        consumer.close();
        consumer.close();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(consumer::poll);
        producer.close();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(() -> producer.tryWrite(message(1, 1)));
        RingConsumer another = ring.consumer();
        RingProducer anotherProducer = ring.producer();
        ring.close();
        ring.close();
        assertThat(another.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(another::poll);
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> anotherProducer.tryWrite(message(1, 1)))
                .returns(Errno.EBADF, ClosedHandleException::errno);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(ring::consumer);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(ring::producer);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(ring::status);
    }

    @Test
    void aCloseInsideAHandlerEndsTheReadBehindIt() {
        Ring ring = rings.create();
        ring.producer()
                .tryWrite(
                        IntStream.rangeClosed(1, 5).mapToObj(i -> message(i, i)).toList());
        Ring other = rings.open(ring.name());
        RingConsumer consumer = other.consumer();
        List<Integer> types = new ArrayList<>();
        consumer.read(
                (type, message) -> {
                    other.close();
                    types.add(type);
                    message.get();
                    return type < 2;
                },
                10);
        assertThat(types).containsExactly(1, 2);
        assertThat(ring.consumer().poll()).isEqualTo(message(3, 3));
    }
}
