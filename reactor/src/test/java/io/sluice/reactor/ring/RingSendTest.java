package io.sluice.reactor.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestRings;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class RingSendTest {
    private static final int CAPACITY = 1 << 12;
    /** With its header, as many bytes as an eighth of the ring. */
    private static final int FILLING = CAPACITY / 8 - 8;

    @RegisterExtension
    final TestRings rings = new TestRings();

    private RingConsumer consumer;
    private RingProducer producer;
    private RingSender sender;

    @BeforeEach
    void open() {
        Ring ring = rings.create(CAPACITY, ProducerKind.MANY);
        consumer = rings.closing(ring.consumer());
        producer = rings.closing(ring.producer());
        sender = RingSender.create(producer);
    }

    private static RingMessage filling(int number) {
        return RingMessage.of(number, new byte[FILLING]);
    }

    private int fill() {
        int written = 0;
        while (producer.tryWrite(filling(1))) {
            written++;
        }
        return written;
    }

    private int received() {
        RingMessage message = consumer.poll();
        return message == null ? 0 : message.type();
    }

    @Test
    void sendsLeaveInTheOrderOfTheirSubscription() {
        List<Probe<Void>> probes = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> Probe.of(sender.send(filling(i)), 1))
                .toList();
        for (int i = 1; i <= 50; i++) {
            assertThat(probes.get(i - 1).awaitEnd()).isNull();
            assertThat(received()).isEqualTo(i);
        }
    }

    @Test
    void aTimeoutEndsASendThatFindsNoRoom() {
        int written = fill();
        Throwable error =
                Probe.of(sender.send(filling(2), Duration.ofMillis(100)), 1).awaitEnd();
        assertThat(error).isInstanceOf(SendTimeoutException.class).hasMessageContaining("The ring stayed full");
        Waiters.awaitBusy(0);
        for (int i = 0; i < written; i++) {
            assertThat(received()).isEqualTo(1);
        }
        assertThat(received()).isZero();
    }

    @Test
    void aSendWaitsForRoomAndIsWokenUp() {
        fill();
        Probe<Void> send = Probe.of(sender.send(filling(2)), 1);
        Waiters.awaitBusy(1);
        while (!send.hasEnded()) {
            received();
        }
        assertThat(send.awaitEnd()).isNull();
    }

    @Test
    void aCancelledSendIsNeverWritten() {
        int written = fill();
        Probe<Void> send = Probe.of(sender.send(filling(2)), 1);
        Waiters.awaitBusy(1);
        send.cancel();
        for (int i = 0; i < written; i++) {
            assertThat(received()).isEqualTo(1);
        }
        assertThat(received()).isZero();
    }

    @Test
    void whatDoesNotWaitIsRefusedByAFullRing() {
        fill();
        assertThat(Probe.of(sender.sendNow(filling(2)), 1).awaitEnd()).isInstanceOf(QueueFullException.class);
    }

    @Test
    void whatCanNeverBeSentIsRefusedAndHoldsUpNobody() {
        Throwable error = Probe.of(sender.send(RingMessage.of(1, new byte[CAPACITY / 8 + 1])), 1)
                .awaitEnd();
        assertThat(error).isInstanceOf(MessageTooLargeException.class);
        sender.send(filling(3)).block(Bounds.SOON);
        assertThat(received()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> sender.send(filling(1), Duration.ofNanos(-1)));
    }

    @Test
    void theCloseOfTheProducerEndsWhatWaits() {
        fill();
        Probe<Void> send = Probe.of(sender.send(filling(2)), 1);
        Waiters.awaitBusy(1);
        producer.close();
        assertThat(send.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(sender.send(filling(2)), 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
    }

    @Test
    void aStreamGivesAResultForEachMessageInOrder() {
        Probe<SendResult<Integer>> probe = Probe.of(
                sender.send(Flux.range(1, 1_000).map(i -> OutboundMessage.create(filling(i), i))), Long.MAX_VALUE);
        for (int i = 1; i <= 1_000; i++) {
            int expected = i;
            Bounds.awaitSpinning("message " + i, () -> {
                int type = received();
                assertThat(type).isIn(0, expected);
                return type != 0;
            });
        }
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received())
                .hasSize(1_000)
                .allMatch(SendResult::isSent)
                .extracting(SendResult::correlationMetadata)
                .isSorted();
    }
}
