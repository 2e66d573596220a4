package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.reactor.Strangers;
import io.sluice.testing.LongTest;
import io.sluice.testing.Pace;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handles closed at any moment of their streams, while others open and close descriptors of their own. */
@LongTest
class CloseRaceTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private final PosixMessageQueue queue = queues.create(4, 16);
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final PosixMessage message = PosixMessage.ofText("message");

    @ParameterizedTest
    @CsvSource({"false, 4000, 100000", "true, 3000, 200000"})
    void receivingCompletesAndLosesNothing(boolean fair, int rounds, int mostNanos) throws Exception {
        PosixMqReceiverOptions options = PosixMqReceiverOptions.create().fair(fair);
        List<Probe<PosixMessage>> probes = new ArrayList<>();
        try (Strangers strangers = strangers();
                Pump feeder = new Pump(() -> queue.trySend(message))) {
            for (int round = 0; round < rounds; round++) {
                PosixMessageQueue handle = PosixMessageQueue.open(queue.name(), PosixAccess.READ);
                PosixMqReceiver receiver = PosixMqReceiver.create(handle, options);
                Probe<PosixMessage> first = Probe.of(receiver.receive(), Long.MAX_VALUE);
                Probe<PosixMessage> second = Probe.of(receiver.receive(), random.nextInt(3));
                Pace.spin(random.nextInt(mostNanos));
                handle.close();
                assertThat(first.awaitEnd())
                        .as("round %d, seed %d", round, seed)
                        .isNull();
                assertThat(second.awaitEnd())
                        .as("round %d, seed %d", round, seed)
                        .isNull();
                probes.add(first);
                probes.add(second);
            }
            feeder.finish();
            settle();
            long received = probes.stream().mapToLong(Probe::receivedCount).sum();
            long discarded =
                    probes.stream().mapToLong(probe -> probe.discarded().size()).sum();
            int queued = Queues.drain(queue).size();
            String counts = String.format(
                    "%d sent = %d received + %d discarded + %d queued, %d rounds of strangers, seed %d",
                    feeder.count, received, discarded, queued, strangers.rounds(), seed);
            System.out.println(counts);
            assertThat(received + discarded + queued).as(counts).isEqualTo(feeder.count);
            assertThat(received).as(counts).isPositive();
            assertThat(probes).allMatch(probe -> probe.ends() == 1);
        }
    }

    @Test
    void sendingFailsWhatWaitsAndNothingIsSentThatWasNotSaidToBe() throws Exception {
        int rounds = 3_000;
        long completed = 0;
        long failed = 0;
        try (Strangers strangers = strangers();
                Pump drainer = new Pump(() -> queue.tryReceive() != null)) {
            for (int round = 0; round < rounds; round++) {
                PosixMessageQueue handle = PosixMessageQueue.open(queue.name(), PosixAccess.WRITE);
                List<Probe<Void>> sends = sends(PosixMqSender.create(handle));
                Pace.spin(random.nextInt(random.nextInt(20) == 0 ? 2_500_000 : 150_000));
                handle.close();
                for (Probe<Void> send : sends) {
                    Throwable error = send.awaitEnd();
                    if (error == null) {
                        completed++;
                    } else {
                        failed++;
                        assertThat(error)
                                .as("round %d, seed %d", round, seed)
                                .isInstanceOf(ClosedHandleException.class);
                    }
                    assertThat(send.ends()).isEqualTo(1);
                }
            }
            settle();
            drainer.finish();
            int queued = Queues.drain(queue).size();
            String counts = String.format(
                    "%d completed, %d failed, %d taken, %d queued, %d rounds of strangers, seed %d",
                    completed, failed, drainer.count, queued, strangers.rounds(), seed);
            System.out.println(counts);
            assertThat(drainer.count + queued).as(counts).isEqualTo(completed);
            assertThat(completed).as(counts).isPositive();
            assertThat(failed).as(counts).isPositive();
        }
    }

    /** Ten, for a queue with room for four: of each kind, so that some block at once. */
    private List<Probe<Void>> sends(PosixMqSender sender) {
        List<Probe<Void>> sends = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sends.add(Probe.of(
                    switch (random.nextInt(3)) {
                        case 0 -> sender.send(message, Duration.ofMinutes(1));
                        case 1 -> sender.sendUntil(message, Instant.now().plusSeconds(60));
                        default -> sender.send(message);
                    },
                    1));
        }
        return sends;
    }

    private Strangers strangers() throws Exception {
        return new Strangers(queues.create(2, 8), folder.resolve("stranger"));
    }

    private static void settle() {
        Waiters.awaitBusy(0);
        Queues.passThrough(EventLoop.shared());
    }

    /** Does one thing again and again, some ten microseconds apart, and counts how often it succeeded. */
    private static final class Pump extends Thread implements AutoCloseable {
        private final BooleanSupplier stroke;
        private volatile boolean stopped;
        volatile int count;

        Pump(BooleanSupplier stroke) {
            super("pump");
            this.stroke = stroke;
            start();
        }

        @Override
        public void run() {
            int done = 0;
            while (!stopped) {
                done += stroke.getAsBoolean() ? 1 : 0;
                count = done;
                LockSupport.parkNanos(10_000);
            }
        }

        @Override
        public void close() {
            finish();
        }

        /** Returns when it does nothing any more. */
        void finish() {
            stopped = true;
            try {
                join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
