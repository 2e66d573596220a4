package io.sluice.reactor.internal.source;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.errno.ClosedHandleException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** A source that whoever asks owns: each demand is served, once, and nothing is taken behind a cancel or a stop. */
public class CallerSourceStress {
    private CallerSourceStress() {}

    /** A source of numbers without end, and what its subscriber has got. */
    static class Numbers implements ImmediateReader<Integer>, CoreSubscriber<Integer> {
        final AtomicInteger taken = new AtomicInteger();
        final AtomicInteger ends = new AtomicInteger();
        final CallerSource<Integer> source = new CallerSource<>(this, this);
        /** Not atomic: one thread at a time signals. */
        int received;

        final void start() {
            source.start();
        }

        @Override
        public Integer tryTake() {
            return taken.incrementAndGet();
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public @Nullable ClosedHandleException closedBefore() {
            return null;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            // The test has it.
        }

        @Override
        public void onNext(Integer element) {
            received++;
        }

        @Override
        public void onError(Throwable cause) {
            ends.incrementAndGet();
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
        }
    }

    @JCStressTest
    @Description("Two threads ask for one element each: taken, received.")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "both are served")
    @Outcome(expect = FORBIDDEN, desc = "a demand was forgotten, or served twice")
    @State
    public static class RequestAndRequest extends Numbers {
        public RequestAndRequest() {
            start();
        }

        @Actor
        public void ask() {
            source.downstream().request(1);
        }

        @Actor
        public void askToo() {
            source.downstream().request(1);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = taken.get();
            result.r2 = received;
        }
    }

    @JCStressTest
    @Description(
            "An element is asked for while the stream is cancelled: taken at the return of cancel, and in the end.")
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "nothing is taken behind the cancel")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "taken behind the return of the cancel")
    @State
    public static class RequestAndCancel extends Numbers {
        public RequestAndCancel() {
            start();
        }

        @Actor
        public void ask() {
            source.downstream().request(1);
        }

        @Actor
        public void end(II_Result result) {
            source.downstream().cancel();
            result.r1 = taken.get();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = taken.get();
        }
    }

    @JCStressTest
    @Description("A stream begins while its switch is used: how often it ended.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it was stopped")
    @Outcome(expect = FORBIDDEN, desc = "nobody stops it, or it ends twice")
    @State
    public static class BeginAndStop extends Numbers {
        private final StopSwitch stopSwitch = new StopSwitch();

        @Actor
        public void begin() {
            source.downstream().stoppedBy(stopSwitch);
            start();
        }

        @Actor
        public void stop() {
            stopSwitch.stop();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = ends.get();
        }
    }
}
