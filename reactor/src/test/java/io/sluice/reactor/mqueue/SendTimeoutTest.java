package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.SendTimeoutException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** How long sends wait, on real queues. */
class SendTimeoutTest {
    private static final PosixMessage LATE = PosixMessage.ofText("late");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(3, 16);
    private final PosixMqSender sender = PosixMqSender.create(queue);

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 150})
    void aTimeoutIsNeverEarlyAndNotMuchLate(long millis) {
        Queues.fill(queue);
        long start = System.nanoTime();
        Throwable failure = SendTest.failure(sender.send(LATE, Duration.ofMillis(millis)));
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        assertThat(failure).isInstanceOf(SendTimeoutException.class).hasMessageContaining(queue.name());
        assertThat(waited).isBetween(Duration.ofMillis(millis), Bounds.SOON.plusMillis(millis));
        assertNothingComesLater();
    }

    @Test
    void aTimeoutOfZeroSendsWhereThereIsRoomAndFailsWhereThereIsNone() {
        sender.send(PosixMessage.ofText("room"), Duration.ZERO).block(Bounds.SOON);
        Queues.fill(queue);
        assertThat(SendTest.failure(sender.send(LATE, Duration.ZERO))).isInstanceOf(SendTimeoutException.class);
        assertThat(Queues.drain(queue)).containsExactly("room");
    }

    @Test
    void aSendBehindACancelledOneIsSentWhereThereIsRoomHoweverShortItsTimeout() {
        PosixMessageQueue one = queues.create(1, 16);
        PosixMqSender its = PosixMqSender.create(one);
        Instant far = Instant.now().plusSeconds(3600);
        for (int round = 0; round < 1000; round++) {
            Queues.fill(one);
            Disposable waiting = its.sendUntil(LATE, far).subscribe(); // blocks in the kernel
            Waiters.awaitBusy(1);
            waiting.dispose();
            Queues.drain(one);
            Mono<Void> past = its.sendUntil(PosixMessage.ofText("room"), Instant.EPOCH);
            Mono<Void> now = its.send(PosixMessage.ofText("room"), Duration.ZERO);
            (round % 2 == 0 ? past : now).block(Bounds.SOON);
            assertThat(Queues.drain(one)).containsExactly("room");
        }
    }

    @ParameterizedTest
    @MethodSource("veryLong")
    void aVeryLongTimeoutWaitsAndThenSends(Duration timeout) {
        Queues.fill(queue);
        Probe<Void> probe = Probe.of(sender.send(LATE, timeout), 1);
        Waiters.awaitBusy(1);
        assertThat(probe.hasEnded()).isFalse();
        queue.tryReceive();
        assertThat(probe.awaitEnd()).isNull();
        assertThat(Queues.drain(queue)).containsExactly("late");
    }

    static List<Duration> veryLong() {
        return List.of(Duration.ofDays(36_525), Duration.ofNanos(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE));
    }

    @Test
    void theTimeoutCountsFromTheSubscriptionAndNotFromTheCall() {
        Mono<Void> send = sender.send(LATE, Duration.ofMillis(100));
        long beforeAny = System.nanoTime();
        Bounds.await("more time than the timeout").until(() -> System.nanoTime() - beforeAny > 150_000_000);
        Queues.fill(queue);
        long start = System.nanoTime();
        assertThat(SendTest.failure(send)).isInstanceOf(SendTimeoutException.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
    }

    @Test
    void sendsBehindTheHeadTimeOutOnTheirOwn() {
        Queues.fill(queue);
        Probe<Void> head = Probe.of(sender.send(PosixMessage.ofText("head")), 1);
        List<Probe<Void>> behind = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            behind.add(Probe.of(sender.send(LATE, Duration.ofMillis(i)), 1));
        }
        Probe<Void> last = Probe.of(sender.send(PosixMessage.ofText("last"), Duration.ofMinutes(1)), 1);
        behind.forEach(probe -> assertThat(probe.awaitEnd()).isInstanceOf(SendTimeoutException.class));
        assertThat(head.hasEnded()).isFalse();
        List<String> sent = new ArrayList<>(Queues.drain(queue));
        assertThat(head.awaitEnd()).isNull();
        assertThat(last.awaitEnd()).isNull();
        sent.addAll(Queues.drain(queue));
        assertThat(sent).containsExactly("head", "last");
    }

    @Test
    void whereTheHeadTimesOutTheNextOneTakesItsPlace() {
        Queues.fill(queue);
        Probe<Void> head = Probe.of(sender.send(LATE, Duration.ofMillis(30)), 1);
        Probe<Void> next = Probe.of(sender.send(PosixMessage.ofText("next")), 1);
        assertThat(head.awaitEnd()).isInstanceOf(SendTimeoutException.class);
        Waiters.awaitBusy(1);
        queue.tryReceive();
        assertThat(next.awaitEnd()).isNull();
        assertThat(Queues.drain(queue)).containsExactly("next");
    }

    @Test
    @Conforms("mq_timedsend 18-1")
    void aDeadlineInThePastSendsWhereThereIsRoom() {
        for (Instant past : pastOnes()) {
            sender.sendUntil(PosixMessage.ofText("room"), past).block(Bounds.SOON);
            assertThat(Queues.drain(queue)).containsExactly("room");
        }
    }

    @Test
    @Conforms({"mq_timedsend 15-1", "mq_timedsend 20-1"})
    void aDeadlineInThePastFailsAtOnceWhereTheQueueIsFull() {
        Queues.fill(queue);
        for (Instant past : pastOnes()) {
            assertThat(SendTest.failure(sender.sendUntil(LATE, past))).isInstanceOf(SendTimeoutException.class);
        }
        assertNothingComesLater();
    }

    private static List<Instant> pastOnes() {
        return List.of(
                Instant.now().minusSeconds(1), Instant.EPOCH, Instant.parse("1969-12-31T23:59:59.5Z"), Instant.MIN);
    }

    @Test
    @Conforms({"mq_timedsend 5-3", "mq_timedsend 16-1"})
    void aDeadlineIsKept() {
        Queues.fill(queue);
        Instant deadline = Instant.now().plusMillis(100);
        assertThat(SendTest.failure(sender.sendUntil(LATE, deadline))).isInstanceOf(SendTimeoutException.class);
        assertThat(Instant.now()).isBetween(deadline, deadline.plus(Bounds.SOON));
        assertNothingComesLater();
    }

    @Test
    void aDeadlineBehindTheHeadIsKept() {
        Queues.fill(queue);
        Probe<Void> head = Probe.of(sender.send(PosixMessage.ofText("head")), 1);
        Instant deadline = Instant.now().plusMillis(300);
        assertThat(SendTest.failure(sender.sendUntil(LATE, deadline))).isInstanceOf(SendTimeoutException.class);
        assertThat(Instant.now()).isBetween(deadline, deadline.plus(Bounds.SOON));
        head.cancel();
        assertNothingComesLater();
    }

    @Test
    void theFarthestDeadlineWaitsAndThenSends() {
        Queues.fill(queue);
        Probe<Void> probe = Probe.of(sender.sendUntil(LATE, Instant.MAX), 1);
        Waiters.awaitBusy(1);
        assertThat(probe.hasEnded()).isFalse();
        queue.tryReceive();
        assertThat(probe.awaitEnd()).isNull();
    }

    /** A later message comes in, and with it whatever was still on its way. */
    private void assertNothingComesLater() {
        assertThat(Queues.drain(queue)).isEmpty();
        sender.send(PosixMessage.ofText("marker")).block(Bounds.SOON);
        assertThat(Queues.drain(queue)).containsExactly("marker");
        Waiters.awaitBusy(0);
    }
}
