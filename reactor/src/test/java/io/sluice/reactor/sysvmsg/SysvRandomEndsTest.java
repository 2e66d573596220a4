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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams and sends that are cancelled, closed and removed while their threads are blocked in the kernel, or about to be. */
@LongTest
class SysvRandomEndsTest {
    private static final int ROUNDS = 10_000;
    /** For most ends. A single one may have to wait for a processor. */
    private static final long FREE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

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
    private final List<Long> waysOut = new ArrayList<>();

    @AfterEach
    void endPeer() {
        peer.shutdownNow();
    }

    private void tookToBeFree(long since) {
        waysOut.add(System.nanoTime() - since);
    }

    private void assertMostWereSoonFree() {
        Collections.sort(waysOut);
        long median = waysOut.get(waysOut.size() / 2);
        System.out.printf(
                "seed %d, ways out of the kernel: median %.1f ms, longest %.1f ms%n",
                seed, median / 1e6, waysOut.get(waysOut.size() - 1) / 1e6);
        assertThat(median)
                .as("median of the ways out of the kernel; seed %d", seed)
                .isLessThan(FREE_NANOS);
    }

    @Test
    void noMessageIsLostAndNoThreadIsHeldWhereAReceiverEnds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            receiveRound(round);
        }
        assertMostWereSoonFree();
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
        assertMostWereSoonFree();
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
