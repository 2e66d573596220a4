package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import io.sluice.timerfd.TimerClock;
import io.sluice.trial.Trial;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

/**
 * A daemon unlinks its queue under load and makes it anew, again and again. A receiver by name takes each message of each
 * queue, in order, and has the first one of a new queue within a second.
 */
class RestartedDaemonTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final AtomicLong expected = new AtomicLong();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final AtomicInteger discarded = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    // On the event loop's thread only.
    private long lastMade;

    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicInteger late = new AtomicInteger();

    @ParameterizedTest(name = "fair {0}")
    @ValueSource(booleans = {false, true})
    void eachMessageOfEachQueueIsReceivedAndTheNewQueueIsFoundWithinASecond(boolean fair) {
        int rounds = Trial.rounds(50, 1_000);
        String name = queues.name();
        NamedPosixMqReceiver receiver = NamedPosixMqReceiver.create(
                name, PosixMqReceiverOptions.create().fair(fair));
        Disposable receiving = receiver.receive()
                .doOnDiscard(PosixMessage.class, message -> discarded.incrementAndGet())
                .subscribe(this::received);
        try (RunningProgram daemon = CProgram.of("mq_daemon").start(name, rounds)) {
            RunningProgram.Exit exit = daemon.awaitExit(Bounds.SOON.plus(A_SECOND.multipliedBy(rounds)));
            assertThat(exit.status()).as(exit.output()).isZero();
            long sent = Long.parseLong(exit.output().trim());
            Bounds.await(sent + " messages").until(() -> expected.get() >= sent);
            System.out.println(rounds + " queues, " + sent + " messages, a new queue found within "
                    + Duration.ofNanos(longestNanos.get()));
            assertThat(expected).hasValue(sent);
        }
        assertThat(made).as("queues").hasValue(rounds);
        assertThat(outOfOrder).as("messages that were not the next one").hasValue(0);
        assertThat(discarded).as("messages in the discard hook").hasValue(0);
        // Where others use all processors, one round may wait for one; a receiver that is late by itself is so each
        // time.
        assertThat(late).as("queues that were found later").hasValueLessThanOrEqualTo(rounds / 10);
        assertThat(receiving.isDisposed()).as("the stream has ended").isFalse();
        receiver.stop();
        Bounds.await("the end of the stream").until(receiving::isDisposed);
    }

    private void received(PosixMessage message) {
        ByteBuffer content = ByteBuffer.wrap(message.payload()).order(ByteOrder.nativeOrder());
        if (content.getLong() != expected.getAndIncrement()) {
            outOfOrder.incrementAndGet();
        }
        long queueMade = content.getLong();
        if (queueMade != lastMade) {
            lastMade = queueMade;
            made.incrementAndGet();
            long found = TimerClock.MONOTONIC.now().toNanos() - queueMade;
            longestNanos.accumulateAndGet(found, Math::max);
            if (found >= A_SECOND.toNanos()) {
                late.incrementAndGet();
            }
        }
    }
}
