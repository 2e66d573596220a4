package io.sluice.reactor.internal.queue;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.epoll.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.J_Result;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Work with a permit whose subscription and end come from another thread: demand reaches it, and the permit goes back once. */
public class WhileHeldStress {
    private static final EventLoop LOOP = EventLoop.create("stressed-work");

    private WhileHeldStress() {}

    /** The permit is held, and the work has no subscription yet. */
    static class Held implements CoreSubscriber<Integer>, Subscription {
        final AtomicInteger out = new AtomicInteger();
        final AtomicInteger ends = new AtomicInteger();
        final AtomicLong asked = new AtomicLong();
        final AtomicInteger badRequests = new AtomicInteger();
        private @Nullable Subscription outer;
        private @Nullable Subscriber<? super Integer> worker;

        Held() {
            NoTarget permits = new NoTarget() {
                @Override
                public Attempt attempt(String message) {
                    out.incrementAndGet();
                    return Attempt.DONE;
                }

                @Override
                public void undo(String message) {
                    out.decrementAndGet();
                }
            };
            new WhileHeldFlux<String, Integer>(
                            new AcquireLine<>(permits, LOOP),
                            () -> "permit",
                            Limit.NONE,
                            () -> subscriber -> worker = subscriber)
                    .subscribe(this);
            ask(1);
        }

        final void ask(long n) {
            if (outer != null) {
                outer.request(n);
            }
        }

        final void endByCancel() {
            if (outer != null) {
                outer.cancel();
            }
        }

        final void subscribeWork() {
            if (worker != null) {
                worker.onSubscribe(this);
            }
        }

        final void completeWork() {
            if (worker != null) {
                worker.onComplete();
            }
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            outer = subscription;
        }

        @Override
        public void onNext(Integer element) {
            // The work has none.
        }

        @Override
        public void onError(Throwable cause) {
            ends.addAndGet(1_000);
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
        }

        /** Of the work. */
        @Override
        public void request(long n) {
            if (n > 0) {
                asked.addAndGet(n);
            } else {
                badRequests.incrementAndGet();
            }
        }

        /** Of the work. */
        @Override
        public void cancel() {
            // It does nothing by itself.
        }
    }

    @JCStressTest
    @Description("The work gets its subscription while more is asked for: what reaches the work.")
    @Outcome(id = "3", expect = ACCEPTABLE, desc = "all that was asked for")
    @Outcome(expect = FORBIDDEN, desc = "a demand was forgotten, or passed on twice")
    @State
    public static class RequestAndSubscription extends Held {
        @Actor
        public void begin() {
            subscribeWork();
        }

        @Actor
        public void askForMore() {
            ask(2);
        }

        @Arbiter
        public void count(J_Result result) {
            result.r1 = asked.get();
        }
    }

    @JCStressTest
    @Description(
            "The work gets its subscription while a bad request comes: whether it reaches the work, and what else does.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the work can refuse it")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "nobody refuses it")
    @Outcome(expect = FORBIDDEN, desc = "the demand was forgotten")
    @State
    public static class BadRequestAndSubscription extends Held {
        @Actor
        public void begin() {
            subscribeWork();
        }

        @Actor
        public void askForNothing() {
            ask(0);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = badRequests.get() > 0 ? 1 : 0;
            result.r2 = (int) asked.get();
        }
    }

    @JCStressTest
    @Description("The work ends while it is cancelled: permits that are out, completions.")
    @Outcome(id = "0, [01]", expect = ACCEPTABLE, desc = "the permit went back once, by the end or by the cancel")
    @Outcome(id = "1, .*", expect = FORBIDDEN, desc = "the permit did not go back")
    @Outcome(expect = FORBIDDEN, desc = "the permit went back twice, or there were two ends")
    @State
    public static class EndAndCancel extends Held {
        public EndAndCancel() {
            subscribeWork();
        }

        @Actor
        public void complete() {
            completeWork();
        }

        @Actor
        public void end() {
            endByCancel();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = out.get();
            result.r2 = ends.get();
        }
    }
}
