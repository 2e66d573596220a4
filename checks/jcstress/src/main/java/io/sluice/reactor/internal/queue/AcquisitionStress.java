package io.sluice.reactor.internal.queue;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.epoll.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** What is acquired while it is cancelled goes to one: to the subscriber, or back. */
public class AcquisitionStress {
    private static final EventLoop LOOP = EventLoop.create("stressed-acquisitions");

    private AcquisitionStress() {}

    /** Has one permit for each attempt, and counts how many are out. */
    private static final class Counting extends NoTarget {
        final AtomicInteger out = new AtomicInteger();

        @Override
        public Attempt attempt(String message) {
            out.incrementAndGet();
            return Attempt.DONE;
        }

        @Override
        public void undo(String message) {
            out.decrementAndGet();
        }
    }

    /** Asks when the test does, and counts what it gets. */
    private static final class Counted<T> implements CoreSubscriber<T> {
        final AtomicInteger received = new AtomicInteger();

        @Nullable
        Subscription subscription;

        static <T> Counted<T> of(Publisher<T> publisher) {
            Counted<T> counted = new Counted<>();
            publisher.subscribe(counted);
            return counted;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(T element) {
            received.incrementAndGet();
        }

        @Override
        public void onError(Throwable cause) {
            received.addAndGet(1_000);
        }

        @Override
        public void onComplete() {
            // The element counts.
        }

        void request() {
            request(1);
        }

        void request(long n) {
            if (subscription != null) {
                subscription.request(n);
            }
        }

        void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    @JCStressTest
    @Description("An acquisition is asked for and cancelled: what the subscriber got, and what is out.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the subscriber has it")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "it was never taken, or went back")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "nobody has it")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the subscriber has what went back")
    @State
    public static class AcquireAndCancel {
        private final Counting target = new Counting();
        private final Counted<String> subscriber = Counted.of(new AcquireMono<>(
                new AcquireLine<>(target, LOOP), () -> "permit", Limit.NONE, Function.<String>identity()));

        @Actor
        public void request() {
            subscriber.request();
        }

        @Actor
        public void cancel() {
            subscriber.cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = subscriber.received.get();
            result.r2 = target.out.get();
        }
    }

    @JCStressTest
    @Description("Work with a permit is asked for and cancelled: work without the permit, and what is out in the end.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the permit was there for as long as the work, and is back")
    @Outcome(id = ".*, 1", expect = FORBIDDEN, desc = "the permit did not go back")
    @Outcome(id = "1, .*", expect = FORBIDDEN, desc = "the work began without the permit")
    @State
    public static class WorkAndCancel {
        private final Counting target = new Counting();
        private final AtomicInteger without = new AtomicInteger();
        private final Counted<Integer> subscriber = Counted.of(new WhileHeldFlux<String, Integer>(
                new AcquireLine<>(target, LOOP), () -> "permit", Limit.NONE, this::work));

        private Mono<Integer> work() {
            return Mono.defer(() -> {
                without.addAndGet(target.out.get() == 1 ? 0 : 1);
                return Mono.just(1);
            });
        }

        @Actor
        public void request() {
            subscriber.request();
        }

        @Actor
        public void cancel() {
            subscriber.cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = without.get();
            result.r2 = target.out.get();
        }
    }

    @JCStressTest
    @Description("Work with a permit is cancelled on two threads: what is out in the end.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "it went back once")
    @Outcome(id = ".*", expect = FORBIDDEN, desc = "it went back twice, or not at all")
    @State
    public static class CancelAndCancel {
        private final Counting target = new Counting();
        private final Counted<Integer> subscriber = Counted.of(new WhileHeldFlux<String, Integer>(
                new AcquireLine<>(target, LOOP), () -> "permit", Limit.NONE, Mono::never));

        /** With a permit, and work that goes on. */
        public CancelAndCancel() {
            subscriber.request();
        }

        @Actor
        public void cancel() {
            subscriber.cancel();
        }

        @Actor
        public void cancelToo() {
            subscriber.cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = target.out.get();
        }
    }

    @JCStressTest
    @Description("Two threads ask for one acquisition: what the subscriber got, and what is out.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it was acquired once")
    @Outcome(expect = FORBIDDEN, desc = "a demand was forgotten, or it was acquired twice")
    @State
    public static class AcquireAndAcquire {
        private final Counting target = new Counting();
        private final Counted<String> subscriber = Counted.of(new AcquireMono<>(
                new AcquireLine<>(target, LOOP), () -> "permit", Limit.NONE, Function.<String>identity()));

        @Actor
        public void request() {
            subscriber.request();
        }

        @Actor
        public void requestToo() {
            subscriber.request();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = subscriber.received.get();
            result.r2 = target.out.get();
        }
    }

    @JCStressTest
    @Description("A bad request comes while the acquisition is cancelled: errors, in thousands, and what is out.")
    @Outcome(id = "1000, 0", expect = ACCEPTABLE, desc = "the bad request came first")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the cancel came first")
    @Outcome(id = "2000, .*", expect = FORBIDDEN, desc = "ended twice")
    @Outcome(expect = FORBIDDEN, desc = "something was acquired that nobody has asked for")
    @State
    public static class BadRequestAndCancel {
        private final Counting target = new Counting();
        private final Counted<String> subscriber = Counted.of(new AcquireMono<>(
                new AcquireLine<>(target, LOOP), () -> "permit", Limit.NONE, Function.<String>identity()));

        @Actor
        public void requestNothing() {
            subscriber.request(0);
        }

        @Actor
        public void cancel() {
            subscriber.cancel();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = subscriber.received.get();
            result.r2 = target.out.get();
        }
    }
}
