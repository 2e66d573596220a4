package io.sluice.reactor.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.CountedMetrics;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What is acquired is held by one, given back once, and never lost; with no kernel object behind it. */
class AcquireLineTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final EventLoop loop = EventLoop.create("acquisitions");

    @AfterEach
    void closeTheLoop() {
        loop.close();
    }

    private Mono<String> acquire(PermitTarget target, String what, Limit limit) {
        return acquire(new AcquireLine<>(target, loop), what, limit);
    }

    private static Mono<String> acquire(AcquireLine<String> line, String what, Limit limit) {
        return new AcquireMono<>(line, () -> what, limit, Function.identity());
    }

    private <T> Flux<T> whileHeld(PermitTarget target, Publisher<T> work) {
        return new WhileHeldFlux<>(new AcquireLine<>(target, loop), () -> "held", Limit.NONE, () -> work);
    }

    @Test
    void whileNobodyWaitsItIsAcquiredOnTheThreadThatAsks() {
        List<Thread> threads = new ArrayList<>();
        acquire(new PermitTarget(1), "a", Limit.NONE).subscribe(got -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void nothingIsTakenWithoutDemand() {
        PermitTarget target = new PermitTarget(1);
        Probe<String> probe = Probe.of(acquire(target, "a", Limit.NONE), 0);
        assertThat(target.permits).hasValue(1);
        probe.request(1);
        assertThat(probe.received()).containsExactly("a");
        assertThat(probe.hasEnded()).isTrue();
    }

    @Test
    void behindThoseWhoWaitNobodyIsServedOnTheThreadThatAsks() {
        PermitTarget target = new PermitTarget(0);
        AcquireLine<String> line = new AcquireLine<>(target, loop);
        Probe<String> first = Probe.of(acquire(line, "first", Limit.NONE), 1);
        Bounds.await("the first one waits").until(() -> target.blocked.get() > 0);
        assertThat(line.isIdle()).isFalse();
        Probe<String> now = Probe.of(acquire(line, "now", Limit.IMMEDIATE), 1);
        assertThat(now.hasEnded()).isTrue();
        assertThat(now.received()).isEmpty();
        Probe<String> second = Probe.of(acquire(line, "second", Limit.NONE), 1);
        target.permits.set(2);
        assertThat(first.awaitEnd()).isNull();
        assertThat(second.awaitEnd()).isNull();
        assertThat(target.done).containsExactly("first", "second");
        Bounds.await("nobody waits").until(line::isIdle);
    }

    @Test
    void aTimeoutTakesNothing() {
        PermitTarget target = new PermitTarget(0);
        Probe<String> probe = Probe.of(acquire(target, "a", Limit.within(SHORT)), 1);
        assertThat(probe.awaitEnd()).hasMessageContaining("ETIMEDOUT");
        target.permits.set(1);
        assertThat(target.permits).hasValue(1);
        assertThat(target.done).isEmpty();
    }

    @Test
    void anAttemptThatFailsOnTheThreadThatAsksIsAnError() {
        PermitTarget target = new PermitTarget(1) {
            @Override
            public Attempt attempt(String message) {
                throw new IllegalStateException("thrown by the test");
            }
        };
        assertThat(Probe.of(acquire(target, "a", Limit.NONE), 1).error()).hasMessage("thrown by the test");
    }

    private static boolean waitsForAnAttempt(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("awaitAttempt"));
    }

    @Test
    void aCancelWhileItIsTakenWaitsForThatAndThenItIsGivenBack() throws InterruptedException {
        Probe<String> probe = Probe.unsubscribed(0);
        AtomicInteger takenAtTheReturn = new AtomicInteger();
        List<Thread> cancelling = new ArrayList<>();
        PermitTarget target = new PermitTarget(1) {
            @Override
            public Attempt attempt(String message) {
                Thread thread = new Thread(() -> {
                    probe.cancel();
                    takenAtTheReturn.set(done.size());
                });
                cancelling.add(thread);
                thread.start();
                Bounds.await("the cancel to wait").until(() -> waitsForAnAttempt(thread) || !thread.isAlive());
                return super.attempt(message);
            }
        };
        acquire(target, "a", Limit.NONE).subscribe(probe);
        probe.request(1);
        cancelling.get(0).join();
        assertThat(target.done).as("taken when the cancel has returned").hasSize(takenAtTheReturn.get());
        assertThat(target.undone).containsExactly("a");
        assertThat(target.permits).hasValue(1);
        assertThat(probe.received()).isEmpty();
    }

    @Test
    void aSecondCancelWaitsForTheAttemptAsWell() throws InterruptedException {
        Probe<String> probe = Probe.unsubscribed(0);
        AtomicInteger returned = new AtomicInteger();
        AtomicInteger returnedAtTheTake = new AtomicInteger();
        List<Thread> cancelling = new ArrayList<>();
        PermitTarget target = new PermitTarget(1) {
            @Override
            public Attempt attempt(String message) {
                for (int i = 0; i < 2; i++) {
                    Thread thread = new Thread(() -> {
                        probe.cancel();
                        returned.incrementAndGet();
                    });
                    cancelling.add(thread);
                    thread.start();
                    Bounds.await("the cancel to wait").until(() -> waitsForAnAttempt(thread) || !thread.isAlive());
                }
                returnedAtTheTake.set(returned.get());
                return super.attempt(message);
            }
        };
        acquire(target, "a", Limit.NONE).subscribe(probe);
        probe.request(1);
        for (Thread thread : cancelling) {
            thread.join();
        }
        assertThat(target.done).containsExactly("a");
        assertThat(returnedAtTheTake)
                .as("cancels that have returned before the take")
                .hasValue(0);
        assertThat(target.undone).containsExactly("a");
        assertThat(target.permits).hasValue(1);
    }

    @Test
    void aSecondCancelOfWhatNobodyHasAskedForIsNotRecorded() {
        CountedMetrics counted = new CountedMetrics();
        PermitTarget target = recorded(counted, 1);
        Probe<String> probe = Probe.of(acquire(target, "a", Limit.NONE), 0);
        probe.cancel();
        probe.cancel();
        assertThat(counted.cancelled).hasValue(0);
        assertThat(target.permits).hasValue(1);
    }

    @Test
    void aCancelWhileNothingIsLeftIsRecordedOnce() throws InterruptedException {
        CountedMetrics counted = new CountedMetrics();
        Probe<String> probe = Probe.unsubscribed(0);
        List<Thread> cancelling = new ArrayList<>();
        PermitTarget target = new PermitTarget(0) {
            @Override
            public Attempt attempt(String message) {
                Thread thread = new Thread(probe::cancel);
                cancelling.add(thread);
                thread.start();
                Bounds.await("the cancel to wait").until(() -> waitsForAnAttempt(thread) || !thread.isAlive());
                return super.attempt(message);
            }

            @Override
            public OperationRecorder recorder() {
                return counted.acquiring(MeteredObject.of("test", "a"));
            }
        };
        acquire(target, "a", Limit.IMMEDIATE).subscribe(probe);
        probe.request(1);
        cancelling.get(0).join();
        assertThat(counted.cancelled).hasValue(1);
        assertThat(counted.refusals).isEmpty();
        assertThat(probe.hasEnded()).isFalse();
    }

    private static PermitTarget recorded(CountedMetrics counted, int permits) {
        return new PermitTarget(permits) {
            @Override
            public OperationRecorder recorder() {
                return counted.acquiring(MeteredObject.of("test", "a"));
            }
        };
    }

    @Test
    void aRequestThatIsNotPositiveIsAnErrorAndTakesNothing() {
        PermitTarget target = new PermitTarget(1);
        Probe<String> probe = Probe.of(acquire(target, "a", Limit.NONE), -1);
        assertThat(probe.error()).hasMessageContaining("3.9");
        PermitTarget none = new PermitTarget(0);
        Probe<String> waiting = Probe.of(acquire(none, "a", Limit.NONE), 1);
        waiting.request(0);
        assertThat(waiting.awaitEnd()).hasMessageContaining("3.9");
        assertThat(target.permits).hasValue(1);
    }

    @Test
    void whoeverWaitsIsServedAlsoWhereWhatTheOneAheadWasGivenTooLateCannotBeGivenBack() {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        PermitTarget target = new PermitTarget(0) {
            @Override
            public KernelWait block(String message, Instant deadline, WaitHandler handler) {
                return super.block(message, deadline, new WaitHandler() {
                    @Override
                    public void began(KernelWait wait) {
                        handler.began(wait);
                    }

                    @Override
                    public void done() {
                        taken.countDown();
                        Bounds.awaitSpinning("the cancel", () -> cancelled.getCount() == 0);
                        handler.done();
                    }

                    @Override
                    public void notDone(ErrnoException cause) {
                        handler.notDone(cause);
                    }
                });
            }

            @Override
            public void undo(String message) {
                throw new NoSuchMethodError("thrown by the test");
            }
        };
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        try {
            AcquireLine<String> line = new AcquireLine<>(target, loop);
            Probe<String> first = Probe.of(acquire(line, "first", Limit.NONE), 1);
            Bounds.awaitSpinning("the first one waits", () -> target.blocked.get() > 0);
            Probe<String> second = Probe.of(acquire(line, "second", Limit.NONE), 1);
            target.permits.set(1);
            Bounds.awaitSpinning("the first one is given it", () -> taken.getCount() == 0);
            first.cancel();
            target.permits.set(1);
            cancelled.countDown();
            second.awaitEndSpinning();
            assertThat(second.received()).containsExactly("second");
            assertThat(first.received()).isEmpty();
            Bounds.awaitSpinning("the report", () -> !uncaught.isEmpty());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught)
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("thrown by the test"));
    }

    @Test
    void aHeapWithoutRoomForTheCallDoesNotKeepItFromBeingGivenBack() {
        AtomicInteger failures = new AtomicInteger(2);
        PermitTarget target = new PermitTarget(1) {
            @Override
            public void undo(String message) {
                if (failures.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("thrown by the test");
                }
                super.undo(message);
            }
        };
        Probe<String> completed = Probe.of(whileHeld(target, Flux.just("work")), 1);
        completed.awaitEnd();
        assertThat(target.permits).hasValue(1);
        failures.set(2);
        Probe<String> cancelled = Probe.of(whileHeld(target, Flux.never()), 1);
        cancelled.cancel();
        assertThat(target.permits).hasValue(1);
        assertThat(target.undone).containsExactly("held", "held");
    }

    @Test
    void itIsGivenBackBeforeTheCompletionOfTheWork() {
        PermitTarget target = new PermitTarget(1);
        AtomicInteger leftAtTheEnd = new AtomicInteger(-1);
        List<Integer> received = new ArrayList<>();
        whileHeld(
                        target,
                        Flux.range(0, 3)
                                .doOnNext(i -> assertThat(target.permits).hasValue(0)))
                .doOnComplete(() -> leftAtTheEnd.set(target.permits.get()))
                .subscribe(received::add);
        assertThat(received).containsExactly(0, 1, 2);
        assertThat(leftAtTheEnd).hasValue(1);
        assertThat(target.undone).containsExactly("held");
    }

    @Test
    void itIsGivenBackWithTheErrorOfTheWork() {
        PermitTarget target = new PermitTarget(1);
        Probe<Object> probe = Probe.of(whileHeld(target, Flux.error(new IllegalStateException("of the work"))), 1);
        assertThat(probe.error()).hasMessage("of the work");
        assertThat(target.permits).hasValue(1);
    }

    @Test
    void workThatCannotBeMadeIsAnErrorAndNothingIsHeld() {
        PermitTarget target = new PermitTarget(1);
        Flux<Object> none = new WhileHeldFlux<>(new AcquireLine<>(target, loop), () -> "held", Limit.NONE, () -> null);
        assertThatNullPointerException().isThrownBy(none::blockLast).withMessageContaining("the publisher of the work");
        assertThat(target.permits).hasValue(1);
    }

    @Test
    void whereItCannotBeGivenBackTheCompletionIsAnError() {
        PermitTarget target = new PermitTarget(1) {
            @Override
            public void undo(String message) {
                throw new IllegalStateException("of the undo");
            }
        };
        assertThat(Probe.of(whileHeld(target, Flux.just(1)), 2).error()).hasMessage("of the undo");
        PermitTarget failing = new PermitTarget(1) {
            @Override
            public void undo(String message) {
                throw new IllegalStateException("of the undo");
            }
        };
        Throwable error = Probe.of(whileHeld(failing, Flux.error(new IllegalStateException("of the work"))), 1)
                .error();
        assertThat(error).hasMessage("of the work");
        assertThat(error.getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed).hasMessage("of the undo"));
    }

    @Test
    void aCancelCancelsTheWorkAndGivesItBack() {
        PermitTarget target = new PermitTarget(1);
        Sinks.Many<Integer> work = Sinks.many().unicast().onBackpressureBuffer();
        AtomicInteger cancels = new AtomicInteger();
        Probe<Integer> probe = Probe.of(whileHeld(target, work.asFlux().doOnCancel(cancels::incrementAndGet)), 5);
        work.tryEmitNext(1).orThrow();
        assertThat(target.permits).hasValue(0);
        probe.cancel();
        probe.cancel();
        assertThat(cancels).hasValue(1);
        assertThat(target.permits).hasValue(1);
        assertThat(target.undone).containsExactly("held");
        assertThat(probe.received()).containsExactly(1);
    }

    @Test
    void aCancelWhileTheWorkIsSubscribedToGivesItBackBehindTheCancelOfTheWork() {
        PermitTarget target = new PermitTarget(1);
        List<String> events = new ArrayList<>();
        Probe<Integer> probe = Probe.unsubscribed(0);
        Flux<Integer> work = Flux.<Integer>never().doOnSubscribe(given -> {
            probe.cancel();
            events.add("cancelled with " + target.permits.get() + " left");
        });
        whileHeld(target, work.doOnCancel(() -> events.add("work cancelled"))).subscribe(probe);
        probe.request(1);
        assertThat(events).containsExactly("cancelled with 0 left", "work cancelled");
        assertThat(target.permits).hasValue(1);
    }

    @Test
    void workThatCompletesWhileACancelEndsItHoldsUntilTheCancelReturns() throws InterruptedException {
        PermitTarget target = new PermitTarget(1);
        CountDownLatch cleaningUp = new CountDownLatch(1);
        CountDownLatch cleanedUp = new CountDownLatch(1);
        Sinks.Many<Integer> work = Sinks.many().unicast().onBackpressureBuffer();
        Probe<Integer> probe = Probe.of(
                whileHeld(target, work.asFlux().doOnCancel(() -> {
                    cleaningUp.countDown();
                    Bounds.awaitSpinning("the completion", () -> cleanedUp.getCount() == 0);
                })),
                5);
        Thread cancelling = new Thread(probe::cancel, "cancelling");
        cancelling.start();
        cleaningUp.await();
        probe.cancel();
        work.tryEmitComplete().orThrow();
        int left = target.permits.get();
        cleanedUp.countDown();
        cancelling.join();
        assertThat(left).as("permits while the work cleans up").isZero();
        assertThat(target.permits).hasValue(1);
        assertThat(target.undone).containsExactly("held");
    }

    @Test
    void demandPassesThroughToTheWork() {
        PermitTarget target = new PermitTarget(0);
        List<Long> requests = new ArrayList<>();
        Probe<Integer> probe = Probe.of(whileHeld(target, Flux.range(0, 100).doOnRequest(requests::add)), 2);
        probe.request(3);
        target.permits.set(1);
        probe.awaitReceived(5);
        assertThat(requests).containsExactly(5L);
        probe.request(7);
        probe.awaitReceived(12);
        assertThat(target.permits).hasValue(0);
    }

    @Test
    void theContextOfTheSubscriberReachesTheWork() {
        Mono<String> name = Mono.deferContextual(context -> Mono.just(context.get("name")));
        assertThat(whileHeld(new PermitTarget(1), name)
                        .contextWrite(context -> context.put("name", "the subscriber"))
                        .blockLast())
                .isEqualTo("the subscriber");
    }

    @Test
    void aSubscriberThatCancelsInItsElementKeepsIt() {
        PermitTarget target = new PermitTarget(1);
        List<String> received = new ArrayList<>();
        acquire(target, "a", Limit.NONE).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(String value) {
                received.add(value);
                cancel();
            }
        });
        assertThat(received).containsExactly("a");
        assertThat(target.undone).isEmpty();
    }
}
