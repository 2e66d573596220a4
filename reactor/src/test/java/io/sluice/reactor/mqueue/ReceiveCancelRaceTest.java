package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.LongTest;
import io.sluice.testing.Pace;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Cancel while messages arrive: each message is received, discarded or still queued, and that once. */
@LongTest
class ReceiveCancelRaceTest {
    private static final int MOST_MESSAGES = 5_000_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, Integer.BYTES);
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    // By the loop's thread, and by this one when the loop has nothing to do any more.
    private final byte[] timesSeen = new byte[MOST_MESSAGES];
    private int received;
    private int discarded;

    @Test
    void readinessLosesNothingInAHundredThousandCancels() throws InterruptedException {
        race(PosixMqReceiverOptions.create(), 100_000, 20_000);
    }

    @Test
    void turnsLoseNothingInFiveThousandCancels() throws InterruptedException {
        race(PosixMqReceiverOptions.create().fair(true), 5_000, 400_000);
    }

    private void race(PosixMqReceiverOptions options, int rounds, int mostNanos) throws InterruptedException {
        Flux<PosixMessage> messages = PosixMqReceiver.create(queue, options).receive();
        Feeder feeder = new Feeder(random.split(), mostNanos);
        Pace pace = new Pace(random.split(), mostNanos);
        feeder.start();
        for (int round = 0; round < rounds; round++) {
            Counting subscriber = new Counting(random.nextInt(10) == 0 ? 1 : Long.MAX_VALUE);
            messages.subscribe(subscriber);
            pace.spin();
            subscriber.cancel();
            pace.ended(subscriber.hasReceived);
        }
        feeder.stopped = true;
        feeder.join();
        Waiters.awaitBusy(0);
        Queues.passThrough(EventLoop.shared());
        int queued = 0;
        for (PosixMessage message = queue.tryReceive(); message != null; message = queue.tryReceive()) {
            see(message);
            queued++;
        }
        String counts = String.format(
                "%d sent = %d received + %d discarded + %d queued, seed %d",
                feeder.sent, received, discarded, queued, seed);
        System.out.println(counts);
        assertThat(received + discarded + queued).as(counts).isEqualTo(feeder.sent);
        byte[] once = new byte[MOST_MESSAGES];
        Arrays.fill(once, 0, feeder.sent, (byte) 1);
        assertThat(Arrays.mismatch(timesSeen, once))
                .as("first message that came not once: " + counts)
                .isNegative();
        assertThat(received).as(counts).isPositive();
    }

    private void see(PosixMessage message) {
        timesSeen[ByteBuffer.wrap(message.payload()).getInt()]++;
    }

    private final class Counting extends BaseSubscriber<PosixMessage> {
        private final long demand;
        volatile boolean hasReceived;

        Counting(long demand) {
            this.demand = demand;
        }

        @Override
        public Context currentContext() {
            return Operators.enableOnDiscard(Context.empty(), message -> {
                see((PosixMessage) message);
                discarded++;
            });
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(demand);
        }

        @Override
        protected void hookOnNext(PosixMessage message) {
            see(message);
            received++;
            hasReceived = true;
        }
    }

    /** Sends numbers, now as fast as it can and now one by one. */
    private final class Feeder extends Thread {
        private final SplittableRandom pace;
        private final int mostNanos;
        volatile boolean stopped;
        int sent;

        Feeder(SplittableRandom pace, int mostNanos) {
            super("feeder");
            this.pace = pace;
            this.mostNanos = mostNanos;
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // to yield is only a courtesy
        public void run() {
            while (!stopped && sent < MOST_MESSAGES) {
                byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(sent).array();
                if (queue.trySend(number, 0)) {
                    sent++;
                    Pace.spin(pace.nextBoolean() ? pace.nextInt(mostNanos) : 0);
                } else {
                    Thread.yield(); // whoever makes room may want this processor
                }
            }
        }
    }
}
