package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.Checks;
import io.sluice.testing.Conforms;
import io.sluice.testing.Pace;
import io.sluice.testing.Queues;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A receive with a timeout: it takes one message or none, and the end of the time loses none. */
class ReceiveWithinTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration BEYOND_ANY_CLOCK = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final int ROUNDS = 20_000;
    private static final int FEWEST_ROUNDS = 500;
    /** For the rounds behind the fewest ones. On a busy machine all of them would take too long. */
    private static final Duration MOST_TIME = Duration.ofSeconds(Checks.or(1, 5));

    private static final int LONGEST_NANOS = 100_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final SysvMessageQueue sysvQueue = sysvQueues.create();
    private final AtomicInteger discarded = new AtomicInteger();
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    private Mono<String> posix(boolean fair, Duration timeout) {
        return PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().fair(fair))
                .receiveWithin(timeout)
                .map(PosixMessage::text);
    }

    private Mono<String> sysv(Duration timeout) {
        return SysvMqReceiver.create(sysvQueue)
                .receiveWithin(TypeSelector.any(), timeout)
                .map(SysvMessage::text);
    }

    private boolean sendSysv(String text) {
        return sysvQueue.trySend(SysvMessage.ofText(1, text));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Conforms({"mq_timedreceive 10-1", "mq_timedreceive 10-2"})
    void whatIsThereIsReceivedHoweverShortOrLongTheTimeout(boolean fair) {
        Queues.preload(queue, 5);
        assertThat(posix(fair, Duration.ZERO).block(Bounds.SOON)).isEqualTo("m0");
        assertThat(posix(fair, Duration.ofNanos(1)).block(Bounds.SOON)).isEqualTo("m1");
        assertThat(posix(fair, LONG).block(Bounds.SOON)).isEqualTo("m2");
        assertThat(posix(fair, BEYOND_ANY_CLOCK).block(Bounds.SOON)).isEqualTo("m3");
        Queues.passThrough(EventLoop.shared());
        assertThat(Queues.count(queue)).as("taken one by one").isEqualTo(1);
    }

    @Test
    void whatIsThereInASystemVQueueIsReceivedHoweverShortOrLongTheTimeout() {
        IntStream.range(0, 5).forEach(i -> sendSysv("m" + i));
        assertThat(sysv(Duration.ZERO).block(Bounds.SOON)).isEqualTo("m0");
        assertThat(sysv(Duration.ofNanos(1)).block(Bounds.SOON)).isEqualTo("m1");
        assertThat(sysv(LONG).block(Bounds.SOON)).isEqualTo("m2");
        assertThat(sysv(BEYOND_ANY_CLOCK).block(Bounds.SOON)).isEqualTo("m3");
        Waiters.awaitBusy(0);
        assertThat(sysvQueue.status().messages()).as("taken one by one").isEqualTo(1);
    }

    @Test
    @Conforms({"mq_timedreceive 5-2", "mq_timedreceive 18-1", "mq_timedreceive 18-2"})
    void withoutAMessageItCompletesWhenTheTimeIsOver() {
        for (Function<Duration, Mono<String>> each : all()) {
            assertThat(timeWithoutAMessage(each.apply(Duration.ZERO))).isLessThan(Bounds.SOON);
            assertThat(timeWithoutAMessage(each.apply(SHORT))).isGreaterThanOrEqualTo(SHORT);
        }
        Waiters.awaitBusy(0);
    }

    private static Duration timeWithoutAMessage(Mono<String> receive) {
        long start = System.nanoTime();
        assertThat(receive.block(Bounds.SOON)).isNull();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private List<Function<Duration, Mono<String>>> all() {
        return List.of(timeout -> posix(false, timeout), timeout -> posix(true, timeout), this::sysv);
    }

    @Test
    void aMessageIsThereForDemandThatComesBehindTheTimeout() {
        Queues.preload(queue, 2);
        sendSysv("m0");
        sendSysv("m1");
        for (Duration over : List.of(Duration.ZERO, Duration.ofNanos(1))) {
            for (Mono<String> each : List.of(posix(false, over), sysv(over))) {
                Probe<String> probe = Probe.of(each, 0);
                Queues.passThrough(EventLoop.shared());
                assertThat(probe.hasEnded()).isFalse();
                probe.request(1);
                probe.awaitReceived(1);
                assertThat(probe.awaitEnd()).isNull();
            }
        }
    }

    @Test
    @Conforms("mq_timedreceive 5-1")
    void aMessageThatComesDuringTheWaitIsReceived() {
        for (boolean fair : new boolean[] {false, true}) {
            Probe<String> probe = Probe.of(posix(fair, LONG), 1);
            Queues.passThrough(EventLoop.shared());
            Queues.preload(queue, 2);
            probe.awaitReceived(1);
            assertThat(probe.awaitEnd()).isNull();
            assertThat(Queues.drain(queue)).containsExactly("m1");
        }
        Probe<String> probe = Probe.of(sysv(LONG), 1);
        Waiters.awaitBusy(1);
        sendSysv("m0");
        probe.awaitReceived(1);
        assertThat(probe.awaitEnd()).isNull();
    }

    @Test
    void aCloseDuringTheWaitCompletesItAndOneBeforeFails() {
        List<Probe<String>> waiting = new ArrayList<>();
        all().forEach(each -> waiting.add(Probe.of(each.apply(LONG), 1)));
        queue.close();
        sysvQueue.close();
        waiting.forEach(probe -> assertThat(probe.awaitEnd()).isNull());
        for (Function<Duration, Mono<String>> each : all()) {
            assertThat(Probe.of(each.apply(LONG), 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
        }
    }

    @Test
    @Conforms("mq_timedreceive 17-1")
    void aTimeoutBelowZeroIsRefusedWhetherAMessageIsThereOrNot() {
        for (int messages = 0; messages < 2; messages++) {
            for (Function<Duration, Mono<String>> each : all()) {
                assertThatIllegalArgumentException().isThrownBy(() -> each.apply(Duration.ofNanos(-1)));
            }
            assertThat(Queues.count(queue)).isEqualTo(messages);
            Queues.preload(queue, 1);
            sendSysv("m0");
        }
    }

    @Test
    void timeoutsLoseNothing() throws InterruptedException {
        IntPredicate send = number -> queue.trySend(PosixMessage.ofText(Integer.toString(number)));
        race(ROUNDS, timeout -> posix(false, timeout), send, queue::tryReceive);
        race(ROUNDS / 4, timeout -> posix(true, timeout), send, queue::tryReceive);
    }

    @Test
    void timeoutsOfASystemVQueueLoseNothing() throws InterruptedException {
        race(
                ROUNDS / 4,
                this::sysv,
                number -> sendSysv(Integer.toString(number)),
                () -> sysvQueue.tryReceive(TypeSelector.any()));
    }

    /** Nothing is cancelled here, so nothing may be discarded either: what was taken is received. */
    private void race(int rounds, Function<Duration, Mono<String>> receive, IntPredicate send, Supplier<?> take)
            throws InterruptedException {
        SplittableRandom pace = random.split();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger received = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        Thread feeder = new Thread(
                () -> {
                    while (!stopped.get()) {
                        // A feeder that runs ahead would leave no receive without a message.
                        if (sent.get() - received.get() < 2 && send.test(sent.get())) {
                            sent.incrementAndGet();
                        }
                        Pace.spin(pace.nextInt(LONGEST_NANOS));
                    }
                },
                "feeder");
        feeder.start();
        int timedOut = 0;
        long end = System.nanoTime() + MOST_TIME.toNanos();
        for (int round = 0; round < rounds && (round < FEWEST_ROUNDS || System.nanoTime() - end < 0); round++) {
            String text = receive.apply(Duration.ofNanos(random.nextInt(LONGEST_NANOS)))
                    .doOnDiscard(Object.class, message -> discarded.incrementAndGet())
                    .block(Bounds.SOON);
            if (text == null) {
                timedOut++;
            } else {
                assertThat(text).as("seed %d", seed).isEqualTo(Integer.toString(received.get()));
                received.incrementAndGet();
            }
        }
        stopped.set(true);
        feeder.join();
        int queued = 0;
        while (take.get() != null) {
            queued++;
        }
        String counts = String.format(
                "%d sent = %d received + %d queued, %d timed out; seed %d",
                sent.get(), received.get(), queued, timedOut, seed);
        System.out.println(counts);
        assertThat(received.get() + queued).as(counts).isEqualTo(sent.get());
        assertThat(discarded).as(counts).hasValue(0);
        assertThat(timedOut).as(counts).isPositive();
        assertThat(received.get()).as(counts).isPositive();
    }
}
