package io.sluice.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.RingCorruptedException;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Checks;
import io.sluice.testing.NeedsPromptFaults;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestRings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that writes over a ring or cuts it off: an error that says what is wrong, and no more than that. */
@Timeout(value = 200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingCorruptionTest {
    private static final int CHANCES = 100;
    private static final int CAPACITY = 1 << 12;
    private static final int SCRIBBLES = Checks.or(2_000, 10_000);
    private static final int TAIL = RingLayout.HEADER_SIZE + CAPACITY + RingLayout.TAIL;
    private static final int HEAD = RingLayout.HEADER_SIZE + CAPACITY + RingLayout.HEAD;
    private static final int RECORD = RingLayout.HEADER_SIZE;

    @RegisterExtension
    final TestRings rings = new TestRings();

    private static MappedByteBuffer map(Ring ring) {
        try (FileChannel file =
                FileChannel.open(TestRings.file(ring.name()), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer all = file.map(FileChannel.MapMode.READ_WRITE, 0, file.size());
            all.order(ByteOrder.nativeOrder());
            return all;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Ring impatient(ProducerKind kind) {
        return rings.closing(Ring.builder(rings.name())
                .capacity(CAPACITY)
                .producers(kind)
                .unblockAfter(Duration.ZERO)
                .create());
    }

    /** Whatever is in the memory: an access is an error of this kind, or what it has to be. */
    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void randomBytesAreAnErrorOrAMessage(ProducerKind kind) {
        long seed = new Random().nextLong();
        System.out.println("seed of the scribbles: " + seed);
        Random random = new Random(seed);
        Ring ring = impatient(kind);
        MappedByteBuffer bytes = map(ring);
        int[] errors = {0};
        for (int i = 0; i < SCRIBBLES; i++) {
            bytes.put(RingLayout.TAKEN, new byte[bytes.capacity() - RingLayout.TAKEN]);
            try (RingProducer producer = ring.producer();
                    RingConsumer consumer = ring.consumer()) {
                scribble(bytes, random);
                use(producer, consumer, random, errors);
                scribble(bytes, random);
                use(producer, consumer, random, errors);
            }
            scribble(bytes, random);
            try {
                ring.consumer().close();
                ring.producer().close();
                assertThat(ring.status().usedBytes()).isBetween(0L, (long) CAPACITY);
            } catch (RingCorruptedException said) {
                errors[0]++;
            }
        }
        assertThat(errors[0]).as("seed %d", seed).isGreaterThan(SCRIBBLES / 10);
    }

    private static void scribble(ByteBuffer bytes, Random random) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            long value = switch (random.nextInt(5)) {
                case 0 -> random.nextLong();
                case 1 -> random.nextInt(CAPACITY * 2) & -8;
                case 2 -> -random.nextInt(CAPACITY);
                case 3 -> Integer.MIN_VALUE;
                default -> 1L << random.nextInt(Long.SIZE);
            };
            switch (random.nextInt(4)) {
                case 0 -> bytes.putLong(TAIL, value);
                case 1 -> bytes.putLong(HEAD, value);
                case 2 -> bytes.putLong(RingLayout.TAKEN + random.nextInt(300), value);
                default -> bytes.putInt(RECORD + random.nextInt(CAPACITY / 4) * 4, (int) value);
            }
        }
    }

    private static void use(RingProducer producer, RingConsumer consumer, Random random, int[] errors) {
        for (int i = 0; i < 4; i++) {
            try {
                producer.tryWrite(RingMessage.of(1, new byte[random.nextInt(CAPACITY / 8)]));
            } catch (RingCorruptedException said) {
                errors[0]++;
            }
            try {
                consumer.read((type, message) -> type > 0 && message.remaining() <= CAPACITY / 8, random.nextInt(100));
                consumer.poll();
            } catch (RingCorruptedException said) {
                errors[0]++;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7, The record at 0 has the length 7",
        "0, 8192, The record at 0 has the length 8192",
        "0, 2147483647, The record at 0 has the length 2147483647",
        "0, 600, The record at 0 has the length 600",
        "4, 0, The record at 0 has the type 0",
        "4, -2, The record at 0 has the type -2"
    })
    void aRecordThatMakesNoSenseIsNamed(int offset, int value, String sentence) {
        Ring ring = rings.create();
        ring.producer().tryWrite(RingMessage.ofText(1, "bolts"));
        map(ring).putInt(RECORD + offset, value);
        RingConsumer consumer = ring.consumer();
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(RingCorruptedException.class)
                    .isThrownBy(consumer::poll)
                    .returns(Errno.EBADMSG, ErrnoException::errno)
                    .withMessageContaining(sentence)
                    .withMessageContaining("unlink it and make a new one");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4104, 0, The tail is at 4104 and the head at 0",
        "-8, 0, The tail is at -8 and the head at 0",
        "0, 8, The tail is at 0 and the head at 8",
        "7, 0, The position of the tail is 7"
    })
    void positionsThatMakeNoSenseAreNamed(long tail, long head, String sentence) {
        Ring ring = rings.create();
        RingProducer producer = ring.producer();
        map(ring).putLong(TAIL, tail).putLong(HEAD, head);
        if (tail != 7) {
            assertThatExceptionOfType(RingCorruptedException.class)
                    .isThrownBy(ring::consumer)
                    .withMessageContaining(sentence);
        }
        if (tail != 0) {
            assertThatExceptionOfType(RingCorruptedException.class)
                    .isThrownBy(() -> producer.tryWrite(RingMessage.of(1, new byte[500])))
                    .withMessageContaining(tail < 0 ? "The position of the tail is -8" : sentence);
        }
    }

    @Test
    void aHeadThatAnotherReaderMovesIsNoticed() {
        Ring ring = rings.create();
        RingConsumer consumer = ring.consumer();
        ring.producer().tryWrite(RingMessage.ofText(1, "bolts"));
        map(ring).putLong(HEAD, 16);
        assertThatExceptionOfType(RingCorruptedException.class)
                .isThrownBy(consumer::poll)
                .withMessageContaining("The head is at 16, and this consumer has left it at 0");
        consumer.close();
        assertThat(ring.consumer().poll()).isNull();
    }

    @Test
    void aWaitOnARingThatMakesNoSenseEndsWithTheError() {
        Ring ring = rings.create();
        RingConsumer consumer = ring.consumer();
        RecordedWait<RingMessage> wait = new RecordedWait<>();
        consumer.blockingReceive(wait);
        BlockedThreads.await(1);
        map(ring).putLong(HEAD, 16);
        assertThat(wait.await().cause()).isInstanceOf(RingCorruptedException.class);
    }

    @Test
    @NeedsPromptFaults
    void aRingThatIsCutOffIsAnErrorForEachAccessAndEachWait() throws IOException {
        Ring ring = rings.create(1 << 16, ProducerKind.MANY);
        RingProducer producer = ring.producer();
        RingConsumer consumer = ring.consumer();
        Path file = TestRings.file(ring.name());
        RecordedWait<RingMessage> wait = new RecordedWait<>();
        consumer.blockingReceive(wait);
        BlockedThreads.await(1);
        truncate(file, 4096);
        assertThat(wait.await().cause()).isNotNull();
        assertThat(wait.cause().errno()).isEqualTo(Errno.EFAULT);
        assertThat(wait.cause()).hasMessageContaining("Another process has cut the file /dev/shm/");
        for (Runnable access : new Runnable[] {
            consumer::poll,
            () -> consumer.read((type, message) -> true, 1),
            () -> producer.tryWrite(RingMessage.of(1, new byte[1])),
            ring::status,
            ring::producer
        }) {
            assertThat(errorOf(access, file))
                    .satisfiesAnyOf(
                            error -> assertThat(error).hasMessageContaining("EFAULT"),
                            error -> assertThat(error).isInstanceOf(InternalError.class));
        }
        RecordedWait<Void> write = new RecordedWait<>();
        producer.blockingWrite(RingMessage.of(1, new byte[1]), write);
        assertThat(write.await().cause()).hasMessageContaining("EFAULT");
        truncate(file, 0);
        consumer.close();
        producer.close();
        assertThat(errorOf(ring::consumer, file)).isNotNull();
        ring.close();
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    /**
     * In compiled code the error may come some instructions late: at one of the next calls of the kernel. Each access may have one,
     * so there are more calls than accesses.
     */
    private static @Nullable Throwable errorOf(Runnable access, Path file) {
        Throwable first = null;
        for (int i = 0; i < CHANCES; i++) {
            try {
                if (i == 0) {
                    access.run();
                }
                Files.size(file);
            } catch (ErrnoException | InternalError expected) {
                first = first == null ? expected : first;
            } catch (IOException unexpected) {
                throw new UncheckedIOException(unexpected);
            }
        }
        return first;
    }
}
