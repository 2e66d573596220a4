package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Cancel at any moment of a send: what the kernel has when the cancel returns is all that it will ever have. */
@LongTest
class SendCancelRaceTest {
    private static final int ROUNDS = 20_000;
    /** A send blocks in the kernel after a millisecond; some rounds go on for longer than that. */
    private static final int LONG_NANOS = 1_400_000;

    private static final int SHORT_NANOS = 60_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(2, 16);
    private final PosixMqSender sender = PosixMqSender.create(queue);
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<String> takenByRival = Collections.synchronizedList(new ArrayList<>());

    /** When the other thread takes a message, on the clock of {@link System#nanoTime()}; 0 for not in this round. */
    private volatile long takeAt;

    private volatile boolean stopped;

    @Test
    void theOutcomeIsWhatTheKernelDidAndNothingComesLater() throws InterruptedException {
        Thread rival = new Thread(this::takeWhenItIsTime, "rival");
        rival.start();
        int sent = 0;
        int completed = 0;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String text = "m" + round;
                if (random.nextInt(4) != 0) {
                    Queues.fill(queue);
                }
                int most = random.nextInt(10) == 0 ? LONG_NANOS : SHORT_NANOS;
                long start = System.nanoTime();
                takeAt = random.nextBoolean() ? start + random.nextInt(most) : 0;
                Probe<Void> probe = Probe.of(send(PosixMessage.ofText(text)), 1);
                spinUntil(start + random.nextInt(most));
                boolean completedBefore = probe.hasEnded();
                probe.cancel();
                List<String> before = Queues.drain(queue);
                spinUntilTaken();
                before.addAll(takenByRival);
                takenByRival.clear();
                sender.send(PosixMessage.ofText("marker")).block(Bounds.SOON);
                List<String> behind = Queues.drain(queue);

                assertThat(before).as("round %d, seed %d", round, seed).isIn(List.of(), List.of(text));
                assertThat(behind).as("after round %d, seed %d", round, seed).containsExactly("marker");
                assertThat(probe.error()).as("round %d, seed %d", round, seed).isNull();
                if (completedBefore) {
                    assertThat(before)
                            .as("completed, round %d, seed %d", round, seed)
                            .containsExactly(text);
                    completed++;
                }
                if (probe.hasEnded()) {
                    assertThat(before)
                            .as("completed, round %d, seed %d", round, seed)
                            .containsExactly(text);
                }
                sent += before.size();
            }
        } finally {
            stopped = true;
            rival.join();
        }
        System.out.printf("%d rounds: %d sent, %d of them before the cancel; seed %d%n", ROUNDS, sent, completed, seed);
        assertThat(sent).as("rounds in which the message was sent").isStrictlyBetween(0, ROUNDS);
        Waiters.awaitBusy(0);
    }

    private Mono<Void> send(PosixMessage message) {
        return switch (random.nextInt(4)) {
            case 0 -> sender.send(message, Duration.ofMinutes(1));
            case 1 -> sender.sendUntil(message, Instant.now().plusSeconds(60)); // blocks at once
            default -> sender.send(message);
        };
    }

    private void takeWhenItIsTime() {
        while (!stopped) {
            long due = takeAt;
            if (due != 0 && System.nanoTime() - due >= 0) {
                PosixMessage taken = queue.tryReceive();
                if (taken != null && !taken.text().equals(Queues.FILLER)) {
                    takenByRival.add(taken.text());
                }
                takeAt = 0;
            }
            Thread.onSpinWait();
        }
    }

    private void spinUntilTaken() {
        while (takeAt != 0) {
            Thread.onSpinWait();
        }
    }

    private static void spinUntil(long nanoTime) {
        while (System.nanoTime() - nanoTime < 0) {
            Thread.onSpinWait();
        }
    }
}
