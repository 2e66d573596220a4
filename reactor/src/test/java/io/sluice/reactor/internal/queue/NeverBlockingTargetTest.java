package io.sluice.reactor.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.fd.Pollable;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Operations on a target that never waits in the kernel, and of which a part may have its effect. */
class NeverBlockingTargetTest {
    private final EventLoop loop = EventLoop.create("operations");

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    /** Has room for so many parts; an operation needs as many as its message is long. Notifies by a pipe's end, or not at all. */
    private static final class Parts extends PermitTarget {
        final List<String> torn = new CopyOnWriteArrayList<>();
        final AtomicInteger attempts = new AtomicInteger();
        volatile @Nullable Pollable notifies;
        private int taken;

        Parts(int room) {
            super(room);
        }

        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public KernelWait block(String message, @Nullable Instant deadline, WaitHandler handler) {
            throw new AssertionError("blocked for " + message);
        }

        @Override
        public Attempt attempt(String message) {
            attempts.incrementAndGet();
            if (message.equals("refused")) {
                throw new IllegalArgumentException("refused");
            }
            if (permits.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                return Attempt.WOULD_BLOCK;
            }
            taken++;
            if (taken < message.length()) {
                return Attempt.PARTIAL;
            }
            taken = 0;
            done.add(message);
            return Attempt.DONE;
        }

        @Override
        public Throwable torn(String message, @Nullable Throwable cause) {
            torn.add(message + " at " + taken);
            taken = 0;
            return new TimeoutException("torn by " + cause);
        }

        @Override
        public @Nullable Pollable pollable() {
            return notifies;
        }
    }

    private static Probe<Void> submit(OperationQueue<String> queue, String message, Limit limit) {
        return Probe.of(new OperationMono<>(queue, message, limit), 1);
    }

    @Test
    void whileNothingNotifiesTheFirstOperationIsAttemptedAgainAfterAPause() {
        Parts target = new Parts(0);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Probe<Void> first = submit(queue, "a", Limit.NONE);
        Probe<Void> second = submit(queue, "b", Limit.NONE);
        Bounds.await("some attempts").until(() -> target.attempts.get() >= 4);
        assertThat(first.hasEnded()).isFalse();
        target.permits.set(2);
        assertThat(first.awaitEnd()).isNull();
        assertThat(second.awaitEnd()).isNull();
        assertThat(target.done).containsExactly("a", "b");
    }

    @Test
    void thePausesGrowSoThatWaitingCostsLittle() {
        Parts target = new Parts(0);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        long begun = System.nanoTime();
        Probe<Void> probe = submit(queue, "a", Limit.NONE);
        Bounds.await("many attempts").until(() -> target.attempts.get() >= 20);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(500));
        probe.cancel();
    }

    @Test
    void aWaitForReadinessNeedsNoAttempts() {
        try (Pipe pipe = Pipe.open()) {
            fill(pipe.writeEnd());
            Parts target = new Parts(0);
            target.notifies = pipe.writeEnd();
            OperationQueue<String> queue = new OperationQueue<>(target, loop);
            Probe<Void> probe = submit(queue, "a", Limit.within(Duration.ofSeconds(1)));
            assertThat(probe.awaitEnd()).isInstanceOf(SendTimeoutException.class);
            assertThat(target.attempts).as("the first and the last").hasValueLessThanOrEqualTo(3);
            Probe<Void> next = submit(queue, "b", Limit.NONE);
            Bounds.await("an attempt").until(() -> target.attempts.get() >= 3);
            target.permits.set(1);
            pipe.readEnd().tryRead(ByteBuffer.allocate(1 << 16));
            assertThat(next.awaitEnd()).isNull();
        }
    }

    private static void fill(PipeWriteEnd end) {
        int written = end.tryWrite(ByteBuffer.allocate(4096));
        while (written != PipeWriteEnd.WOULD_BLOCK) {
            written = end.tryWrite(ByteBuffer.allocate(4096));
        }
    }

    @Test
    void whatNotifiesMayChangeAndTheCloseOfTheFormerOneEndsNothing() {
        try (Pipe former = Pipe.open();
                Pipe next = Pipe.open()) {
            fill(former.writeEnd());
            fill(next.writeEnd());
            Parts target = new Parts(0);
            target.notifies = former.writeEnd();
            OperationQueue<String> queue = new OperationQueue<>(target, loop);
            Probe<Void> probe = submit(queue, "a", Limit.NONE);
            Bounds.await("an attempt").until(() -> target.attempts.get() >= 1);
            loop.execute(() -> {
                target.notifies = next.writeEnd();
                former.writeEnd().close();
            });
            Probe<Void> behind = submit(queue, "b", Limit.IMMEDIATE);
            assertThat(behind.awaitEnd()).isInstanceOf(QueueFullException.class);
            assertThat(probe.hasEnded()).isFalse();
            target.notifies = null;
            loop.execute(() -> queue.onReady());
            target.permits.set(1);
            assertThat(probe.awaitEnd()).isNull();
        }
    }

    @Test
    void theCloseOfWhatNotifiesEndsAllOperations() {
        try (Pipe pipe = Pipe.open()) {
            fill(pipe.writeEnd());
            Parts target = new Parts(1);
            target.notifies = pipe.writeEnd();
            OperationQueue<String> queue = new OperationQueue<>(target, loop);
            Probe<Void> torn = submit(queue, "long", Limit.NONE);
            Probe<Void> behind = submit(queue, "b", Limit.NONE);
            Bounds.await("the attempts").until(() -> target.attempts.get() >= 2);
            pipe.writeEnd().close();
            assertThat(torn.awaitEnd()).isInstanceOf(TimeoutException.class).hasMessageContaining("EBADF");
            assertThat(behind.awaitEnd()).hasMessageContaining("EBADF");
            assertThat(target.torn).containsExactly("long at 1");
        }
    }

    @Test
    void theEndOfTheLoopEndsWhatWaitsForAPause() {
        OperationQueue<String> queue = new OperationQueue<>(new Parts(0), loop);
        Probe<Void> probe = submit(queue, "a", Limit.NONE);
        loop.close();
        assertThat(probe.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void anOperationThatIsOutOfTimeInTheMiddleIsTorn() {
        Parts target = new Parts(3);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        assertThat(submit(queue, "longer", Limit.within(Duration.ofMillis(30))).awaitEnd())
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("ETIMEDOUT");
        // Where the loop had no processor, the time was over behind the first part.
        assertThat(target.torn).containsExactly("longer at " + (3 - target.permits.get()));
        target.permits.set(1);
        assertThat(submit(queue, "a", Limit.NONE).awaitEnd()).isNull();
        assertThat(target.torn).hasSize(1);
    }

    @Test
    void theTargetLearnsOfACancelInTheMiddleBeforeTheNextAttempt() {
        Parts target = new Parts(3);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Probe<Void> cancelled = submit(queue, "longer", Limit.NONE);
        Probe<Void> next = submit(queue, "ab", Limit.NONE);
        Bounds.await("a part").until(() -> target.permits.get() == 0);
        cancelled.cancel();
        target.permits.set(2);
        assertThat(next.awaitEnd()).isNull();
        assertThat(target.torn).containsExactly("longer at 3");
        assertThat(target.done).containsExactly("ab");
        assertThat(cancelled.hasEnded()).isFalse();
    }

    @Test
    void alsoWhereAnotherOperationIsOutOfTimeBeforeTheCancelledOneHasLeftTheQueue() {
        try (Pipe pipe = Pipe.open()) {
            fill(pipe.writeEnd());
            Parts target = new Parts(3);
            target.notifies = pipe.writeEnd(); // so that no pause ends meanwhile
            OperationQueue<String> queue = new OperationQueue<>(target, loop);
            Probe<Void> cancelled = submit(queue, "longer", Limit.NONE);
            Bounds.await("a part").until(() -> target.attempts.get() >= 4);
            CompletableFuture<Probe<Void>> late = new CompletableFuture<>();
            loop.execute(() -> {
                late.complete(submit(queue, "ab", Limit.within(Duration.ofMillis(100))));
                loop.schedule(1, cancelled::cancel);
                target.permits.set(1);
                long begun = System.nanoTime();
                long now = begun;
                while (now - begun < TimeUnit.MILLISECONDS.toNanos(150)) {
                    now = System.nanoTime(); // until both timeouts are due in one round
                }
            });
            assertThat(late.join().awaitEnd()).isInstanceOf(TimeoutException.class);
            assertThat(target.torn).containsExactly("longer at 3", "ab at 1");
            assertThat(target.done).isEmpty();
        }
    }

    @Test
    void aStreamThatIsCancelledInTheMiddleOfAnOperationTearsThatOneAlone() {
        Parts target = new Parts(2);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        AtomicBoolean allTaken = new AtomicBoolean();
        Probe<SendResult<Integer>> stream = Probe.of(
                new SendFlux<>(
                        queue,
                        SenderOptions.create().maxInFlight(4),
                        Flux.range(0, 4)
                                .map(i -> OutboundMessage.create("long" + i, i))
                                .doOnComplete(() -> allTaken.set(true))),
                Long.MAX_VALUE);
        Bounds.await("all messages, and a part of one").until(() -> allTaken.get() && target.permits.get() == 0);
        stream.cancel();
        Bounds.await("the rest to be discarded").until(() -> stream.discarded().size() == 4);
        target.permits.set(9);
        assertThat(submit(queue, "a", Limit.NONE).awaitEnd()).isNull();
        assertThat(target.torn).containsExactly("long0 at 2");
        assertThat(target.done).containsExactly("a");
    }

    @Test
    void operationsThatFailAtOnceDoNotHoldUpTheOthers() {
        Parts target = new Parts(0);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Probe<Void> waiting = submit(queue, "a", Limit.NONE);
        List<Probe<Void>> behind = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            behind.add(submit(queue, "refused", Limit.NONE));
        }
        waiting.cancel();
        behind.forEach(probe -> assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class));
    }
}
