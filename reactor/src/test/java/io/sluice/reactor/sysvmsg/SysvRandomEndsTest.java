package io.sluice.reactor.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.Probe;
import io.sluice.reactor.internal.source.Deadline;
import io.sluice.reactor.internal.source.ThreadSource;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.Pace;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.Waiters;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams and sends that are cancelled, closed and removed while their threads are blocked in the kernel, or about to be. */
@LongTest
class SysvRandomEndsTest {
    private static final int ROUNDS = 10_000;
    private static final long FREE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A thread that asks for a millisecond's pause and gets so much more shows that the machine had no processor for it. */
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
    /** The stall of one thread is not always that of another. */
    private static final int MOST_OVERDUE = ROUNDS / 1000;

    private static final int LONGEST_SPIN_NANOS = 60_000;
    private static final int ROOM = 8;

    private enum End {
        CANCEL,
        CLOSE,
        REMOVE
    }

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private final ExecutorService peer = Executors.newSingleThreadExecutor();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Thread heart = new Thread(this::beat, "heart");
    private volatile boolean beating = true;
    private volatile long beatAt = System.nanoTime();
    private volatile long stalledAt = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    private int overdue;
    private int excused;
    private long longest;

    @BeforeEach
    void startHeart() {
        heart.start();
    }

    private void beat() {
        while (beating) {
            long before = System.nanoTime();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            long now = System.nanoTime();
            if (now - before > STALL_NANOS) {
                stalledAt = now;
            }
            beatAt = now;
        }
    }

    @AfterEach
    void endPeer() throws InterruptedException {
        beating = false;
        heart.join();
        peer.shutdownNow();
        System.out.printf(
                "seed %d, longest way out of the kernel %.1f ms, %d over 50 ms, and %d more while the machine stalled%n",
                seed, longest / 1e6, overdue, excused);
    }

    private void tookToBeFree(long since) {
        long now = System.nanoTime();
        if (now - since > FREE_NANOS) {
            Bounds.awaitSpinning("beat", () -> beatAt - now > 0);
            if (stalledAt - since > 0) {
                excused++;
                return;
            }
            overdue++;
        }
        longest = Math.max(longest, now - since);
    }

    @Test
    void noMessageIsLostAndNoThreadIsHeldWhereAReceiverEnds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            receiveRound(round);
        }
        assertThat(overdue)
                .as("ends that took longer than 50 ms; seed %d", seed)
                .isLessThanOrEqualTo(MOST_OVERDUE);
        Waiters.awaitBusy(0);
    }

    private void receiveRound(int round) throws Exception {
        SysvMessageQueue queue = SysvTestQueues.createForARound();
        SysvMessageQueue handle = SysvMessageQueue.openById(queue.id(), SysvAccess.READ);
        try {
            End end = End.values()[random.nextInt(End.values().length)];
            Probe<SysvMessage> probe = Probe.unsubscribed(random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(3));
            ThreadSource<SysvMessage> source = new ThreadSource<>(
                    probe, new SelectedMessages(handle, TypeSelector.any()), EventLoop::shared, Deadline.NEVER);
            int toSend = random.nextInt(4);
            long gap = random.nextInt(LONGEST_SPIN_NANOS / 3);
            Future<Integer> sending = peer.submit(() -> send(queue, toSend, gap));
            probe.onSubscribe(source.downstream());
            source.start();
            Pace.spin(random.nextInt(LONGEST_SPIN_NANOS));
            long before = System.nanoTime();
            switch (end) {
                case CANCEL -> source.downstream().cancel();
                case CLOSE -> handle.close();
                case REMOVE -> queue.remove();
            }
            Bounds.awaitSpinning("a free thread", () -> !source.holdsThread());
            tookToBeFree(before);
            int sent = sending.get();
            int taken = probe.receivedCount() + probe.discarded().size();
            if (end == End.REMOVE) {
                assertThat(taken).as("round %d of seed %d", round, seed).isLessThanOrEqualTo(sent);
            } else {
                assertThat(taken + queue.status().messages())
                        .as("received, discarded and still queued in round %d of seed %d, %s", round, seed, end)
                        .isEqualTo(sent);
            }
            if (end == End.CLOSE) {
                assertThat(probe.awaitEnd()).isNull();
            }
            source.downstream().cancel();
        } finally {
            handle.close();
            SysvTestQueues.discard(queue);
        }
    }

    private static int send(SysvMessageQueue queue, int count, long gapNanos) {
        int sent = 0;
        for (int i = 0; i < count; i++) {
            Pace.spin(gapNanos);
            try {
                sent += queue.trySend(SysvMessage.ofText(i + 1, "m")) ? 1 : 0;
            } catch (ErrnoException removed) {
                return sent;
            }
        }
        return sent;
    }

    @Test
    void noMessageIsSentLaterAndNoThreadIsHeldWhereASendEnds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            sendRound(round);
        }
        assertThat(overdue)
                .as("ends that took longer than 50 ms; seed %d", seed)
                .isLessThanOrEqualTo(MOST_OVERDUE);
        Waiters.awaitBusy(0);
    }

    private void sendRound(int round) throws Exception {
        SysvMessageQueue queue = SysvTestQueues.createForARound();
        SysvMessageQueue handle = SysvMessageQueue.openById(queue.id(), SysvAccess.WRITE);
        try {
            queue.set(queue.status().settings().withMaxBytes(ROOM));
            assertThat(queue.trySend(SysvMessage.of(1, new byte[ROOM]))).isTrue();
            End end = End.values()[random.nextInt(End.values().length)];
            Probe<Void> probe = Probe.of(SysvMqSender.create(handle).send(SysvMessage.of(2, new byte[ROOM])), 1);
            boolean drains = random.nextBoolean();
            long gap = random.nextInt(LONGEST_SPIN_NANOS);
            Future<Integer> draining = peer.submit(() -> drains ? receive(queue, gap) : 0);
            Pace.spin(random.nextInt(LONGEST_SPIN_NANOS));
            long before = System.nanoTime();
            switch (end) {
                case CANCEL -> probe.cancel();
                case CLOSE -> handle.close();
                case REMOVE -> queue.remove();
            }
            if (end != End.CANCEL) {
                probe.awaitEndSpinning();
            }
            tookToBeFree(before);
            int received = draining.get();
            if (end != End.REMOVE) {
                long there = received + queue.status().messages();
                assertThat(there)
                        .as("round %d of seed %d, %s", round, seed, end)
                        .isBetween(1L, 2L);
                if (probe.hasEnded()) {
                    assertThat(there)
                            .as("outcome of round %d of seed %d, %s", round, seed, end)
                            .isEqualTo(probe.error() == null ? 2 : 1);
                }
                while (queue.tryReceive(TypeSelector.any()) != null) {
                    // Now there is room for whatever would be sent too late.
                }
                assertThat(queue.status().messages()).isZero();
            }
        } finally {
            handle.close();
            SysvTestQueues.discard(queue);
        }
    }

    private static int receive(SysvMessageQueue queue, long gapNanos) {
        Pace.spin(gapNanos);
        try {
            return queue.tryReceive(TypeSelector.any()) == null ? 0 : 1;
        } catch (ErrnoException removed) {
            return 0;
        }
    }
}
