package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.codec.MessageCodec;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingSender;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Names, numbers, spans and messages of rings. */
final class RingRules implements AutoCloseable {
    private static final int MODES = 0777;
    private static final int SMALLEST = 1 << 12;
    private static final int LARGEST = 1 << 30;

    private final Ring ring = Ring.builder(TestQueues.PREFIX + "ring-rules")
            .capacity(SMALLEST)
            .spin(Duration.ZERO)
            .create();
    private final RingProducer producer = ring.producer();
    private final RingConsumer consumer = ring.consumer();

    static void checkName(String name) {
        boolean refused = Documented.RING_BUILDER.call(() -> Ring.builder(name)).refused();
        assertThat(refused).isEqualTo(!NameRules.isValid(name));
        if (refused) {
            assertThat(Documented.RING_UNLINK.call(() -> unlinked(name)).refused())
                    .isTrue();
        }
    }

    private static boolean unlinked(String name) {
        Ring.unlink(name);
        return true;
    }

    static void checkNumber(int number) {
        assertThat(Documented.RING_CAPACITY
                        .call(() -> Ring.builder("/capacity").capacity(number))
                        .refused())
                .isEqualTo(number < SMALLEST || number > LARGEST || Integer.bitCount(number) != 1);
        assertThat(Documented.RING_MODE
                        .call(() -> Ring.builder("/mode").mode(number))
                        .refused())
                .isEqualTo((number & ~MODES) != 0);
        assertThat(Documented.RING_TEXT
                        .call(() -> RingMessage.ofText(number, "text"))
                        .refused())
                .isEqualTo(number <= 0);
    }

    void checkMessage(int type, byte[] payload) {
        Documented.Outcome<RingMessage> message = Documented.RING_MESSAGE.call(() -> RingMessage.of(type, payload));
        assertThat(message.refused()).isEqualTo(type <= 0);
        Documented.Outcome<Boolean> written =
                Documented.RING_TRY_WRITE.call(() -> producer.tryWrite(type, ByteBuffer.wrap(payload)));
        assertThat(written.refused()).isEqualTo(type <= 0);
        assertThat(written.failed()).isEqualTo(type <= 0 || payload.length > ring.longestMessage());
        if (!written.failed()) {
            assertThat(written.value()).isTrue();
            assertThat(consumer.poll()).isEqualTo(message.value());
        }
    }

    void checkLimit(int limit) {
        assertThat(Documented.RING_READ
                        .call(() -> consumer.read((type, message) -> true, limit))
                        .refused())
                .isEqualTo(limit < 0);
    }

    void checkSpan(Duration span) {
        assertThat(Documented.RING_SPIN
                        .call(() -> Ring.builder("/spin").spin(span))
                        .refused())
                .isEqualTo(span.isNegative());
        assertThat(Documented.RING_UNBLOCK_AFTER
                        .call(() -> Ring.builder("/unblock").unblockAfter(span))
                        .refused())
                .isEqualTo(span.isNegative());
        RecordedWait<Void> write = new RecordedWait<>();
        assertThat(Documented.RING_BLOCKING_WRITE
                        .call(() -> producer.blockingWrite(RingMessage.ofText(1, "text"), span, write))
                        .refused())
                .isEqualTo(span.isNegative());
        RecordedWait<Void> wait = new RecordedWait<>();
        Documented.Outcome<KernelWait> begun =
                Documented.RING_BLOCKING_AWAIT.call(() -> consumer.blockingAwait(span, wait));
        assertThat(begun.refused()).isEqualTo(span.isNegative());
        if (!begun.failed()) {
            assertThat(write.await().wasDone()).isTrue();
            begun.value().interruptAndAwait();
            wait.await();
            boolean again = true;
            while (again) {
                again = consumer.poll() != null;
            }
        }
    }

    void checkStreams(Duration span) {
        assertThat(Documented.RING_SEND
                        .call(() -> RingSender.create(producer).send(RingMessage.ofText(1, "text"), span))
                        .refused())
                .isEqualTo(span.isNegative());
        assertThat(Documented.RING_RECEIVE_WITHIN
                        .call(() -> RingReceiver.create(consumer).receiveWithin(span))
                        .refused())
                .isEqualTo(span.isNegative());
        assertThat(Documented.RING_DECODE_WITHIN
                        .call(() -> RingReceiver.create(consumer).receiveWithin(span, (type, message) -> type))
                        .refused())
                .isEqualTo(span.isNegative());
        assertThat(Documented.RING_RECEIVE_DECODED_WITHIN
                        .call(() -> RingReceiver.create(consumer)
                                .receiveWithin(span, MessageCodec.bytes(), WhenUndecodable.fail()))
                        .refused())
                .isEqualTo(span.isNegative());
    }

    @Override
    public void close() {
        ring.close();
        Ring.unlink(ring.name());
    }
}
