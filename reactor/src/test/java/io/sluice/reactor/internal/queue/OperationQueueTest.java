package io.sluice.reactor.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Operations in order, with no kernel object behind them. */
class OperationQueueTest {
    private static final int CHAIN = 100_000;
    private static final Duration SHORT = Duration.ofMillis(200);

    private final EventLoop loop = EventLoop.create("operations");

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    private Probe<Void> submit(OperationQueue<String> queue, String message, Limit limit) {
        return Probe.of(new OperationMono<>(queue, message, limit), 1);
    }

    @Test
    void operationsHaveTheirEffectInTheOrderOfTheirSubscription() {
        PermitTarget target = new PermitTarget(0);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        List<Probe<Void>> probes = new ArrayList<>();
        for (String message : List.of("a", "b", "c")) {
            probes.add(submit(queue, message, Limit.NONE));
        }
        target.permits.set(3);
        probes.forEach(probe -> assertThat(probe.awaitEnd()).isNull());
        assertThat(target.done).containsExactly("a", "b", "c");
    }

    @Test
    void anOperationThatDoesNotWaitFailsWithItsOwnError() {
        OperationQueue<String> queue = new OperationQueue<>(new PermitTarget(0), loop);
        assertThat(submit(queue, "a", Limit.IMMEDIATE).awaitEnd()).isInstanceOf(QueueFullException.class);
        assertThat(submit(queue, "b", Limit.within(Duration.ofMillis(20))).awaitEnd())
                .isInstanceOf(SendTimeoutException.class);
    }

    @Test
    void aPartialEffectIsCompletedBeforeTheNextOperationBegins() {
        AtomicInteger parts = new AtomicInteger();
        List<String> attempted = new ArrayList<>();
        PermitTarget target = new PermitTarget(0) {
            @Override
            public Attempt attempt(String message) {
                attempted.add(message);
                return message.equals("long") && parts.incrementAndGet() < 4 ? Attempt.PARTIAL : Attempt.DONE;
            }
        };
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        List<Probe<Void>> probes = new ArrayList<>();
        loop.execute(() -> {
            probes.add(submit(queue, "long", Limit.NONE));
            probes.add(submit(queue, "short", Limit.NONE));
        });
        Bounds.await("both").until(() -> probes.size() == 2 && probes.get(1).hasEnded());
        assertThat(attempted).containsExactly("long", "long", "long", "long", "short");
    }

    @Test
    void aCancelReturnsWhileAWaitIsBeingPreparedAndTheWaitNeverBegins() throws Exception {
        CountDownLatch preparing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PermitTarget target = new PermitTarget(0) {
            @Override
            public KernelWait block(String message, @Nullable Instant deadline, WaitHandler handler) {
                preparing.countDown();
                awaitOn(goOn);
                return super.block(message, deadline, handler);
            }
        };
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Probe<Void> probe = submit(queue, "a", Limit.NONE);
        assertThat(preparing.await(Bounds.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Thread cancelling = new Thread(probe::cancel);
        cancelling.start();
        cancelling.join(Bounds.SOON.toMillis());
        assertThat(cancelling.isAlive())
                .as("the cancel waits for the preparation")
                .isFalse();
        goOn.countDown();
        target.permits.set(1);
        assertThat(submit(queue, "b", Limit.NONE).awaitEnd()).isNull();
        assertThat(target.done).containsExactly("b");
        assertThat(probe.hasEnded()).as("ended with " + probe.error()).isFalse();
    }

    @Test
    void whereAWaitIsRefusedAndTheOperationWasCancelledMeanwhileTheNextOneGoesOn() throws Exception {
        CountDownLatch preparing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PermitTarget target = new PermitTarget(0) {
            @Override
            public KernelWait block(String message, @Nullable Instant deadline, WaitHandler handler) {
                if (message.equals("refused")) {
                    preparing.countDown();
                    awaitOn(goOn);
                    throw new IllegalStateException("thrown by the test");
                }
                return super.block(message, deadline, handler);
            }
        };
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Probe<Void> refused = submit(queue, "refused", Limit.NONE);
        assertThat(preparing.await(Bounds.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Probe<Void> next = submit(queue, "next", Limit.NONE);
        refused.cancel();
        goOn.countDown();
        target.permits.set(1);
        assertThat(next.awaitEnd()).isNull();
        assertThat(refused.hasEnded()).isFalse();
    }

    @Test
    void whatSucceedsInTheKernelWhileItIsCancelledIsUndone() throws Exception {
        PermitTarget target = new PermitTarget(0);
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Probe<Void> probe = submit(queue, "a", Limit.NONE);
        Bounds.await("a blocked operation").until(() -> target.blocked.get() > 0);
        CountDownLatch held = new CountDownLatch(1);
        loop.execute(() -> awaitOn(held)); // so that the loop learns of the success behind the cancel
        target.permits.set(1);
        Bounds.await("the effect").until(() -> target.done.contains("a"));
        probe.cancel();
        held.countDown();
        Bounds.await("the way back").until(() -> target.undone.contains("a"));
        assertThat(target.permits).hasValue(1);
        assertThat(probe.hasEnded()).as("ended with " + probe.error()).isFalse();
    }

    @Test
    void anOperationWhoseTimeIsOverBeforeItsThreadHasLookedIsAttemptedOnceMore() {
        AtomicBoolean waited = new AtomicBoolean();
        PermitTarget target = new PermitTarget(0) {
            @Override
            public KernelWait block(String message, @Nullable Instant deadline, WaitHandler handler) {
                waited.set(true);
                permits.set(1);
                return super.block(message, deadline, handler);
            }
        };
        target.waitsTake = false;
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Throwable outcome = submit(queue, "a", Limit.within(SHORT)).awaitEnd();
        while (!waited.get()) { // a loop without a processor found the time over before it could wait
            outcome = submit(queue, "a", Limit.within(SHORT)).awaitEnd();
        }
        assertThat(outcome).isNull();
        assertThat(target.done).containsExactly("a");
    }

    @Test
    void whoCancelsAnOperationWhoseTimeIsOverInTheKernelGetsNoEffect() {
        PermitTarget target = new PermitTarget(0);
        target.waitsTake = false;
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        for (int round = 0; round < 200; round++) {
            Probe<Void> probe = submit(queue, "a", Limit.within(Duration.ofMillis(2)));
            int seen = target.blocked.get();
            Bounds.await("a blocked operation").until(() -> probe.hasEnded() || target.blocked.get() > seen);
            probe.cancel();
            target.permits.set(1);
            assertThat(submit(queue, "next", Limit.IMMEDIATE).awaitEnd()).isNull();
            assertThat(target.permits).hasValue(0);
        }
        assertThat(target.done).containsOnly("next");
    }

    @Test
    void aChainOfSendsThatFollowTheRefusalOfOneAnotherOnAClosedLoopEnds() {
        OperationQueue<String> queue = new OperationQueue<>(new PermitTarget(0), loop);
        loop.close();
        AtomicInteger refusals = new AtomicInteger();
        sendAgainWhenRefused(queue, refusals);
        Bounds.await("the end of the chain").until(() -> refusals.get() == CHAIN);
    }

    private void sendAgainWhenRefused(OperationQueue<String> queue, AtomicInteger refusals) {
        new OperationMono<>(queue, "refused", Limit.NONE).subscribe(null, refusal -> {
            assertThat(refusal).isInstanceOf(RejectedExecutionException.class);
            if (refusals.incrementAndGet() < CHAIN) {
                sendAgainWhenRefused(queue, refusals);
            }
        });
    }

    @Test
    void aTargetSaysWhichErrorEndsAStream() {
        PermitTarget target = new PermitTarget(9) {
            @Override
            public Attempt attempt(String message) {
                throw message.equals("m1") ? closed() : full();
            }
        };
        OperationQueue<String> queue = new OperationQueue<>(target, loop);
        Probe<SendResult<Integer>> probe = Probe.of(
                new SendFlux<>(
                        queue,
                        SenderOptions.create().stopOnError(false),
                        Flux.range(0, 3).map(i -> OutboundMessage.create("m" + i, i))),
                Long.MAX_VALUE);
        assertThat(probe.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(probe.received())
                .singleElement()
                .satisfies(result -> assertThat(result.exception()).isInstanceOf(QueueFullException.class));
    }

    /** On the loop's thread even a pause is a call that blocks, and BlockHound is on. */
    private static void awaitOn(CountDownLatch latch) {
        long begun = System.nanoTime();
        boolean open = false;
        while (!open && System.nanoTime() - begun < Bounds.SOON.toNanos()) {
            open = latch.getCount() == 0;
        }
        assertThat(open).isTrue();
    }
}
