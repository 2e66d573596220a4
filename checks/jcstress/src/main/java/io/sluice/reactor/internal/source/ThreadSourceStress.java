package io.sluice.reactor.internal.source;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.epoll.EventLoop;
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

/** A source that a waiting thread owns: demand that comes when it finds nothing more to do is served. */
public class ThreadSourceStress {
    private ThreadSourceStress() {}

    /** Counts the waits that begin, and lets none wait. */
    static class Waits implements BlockingReader<Integer>, CoreSubscriber<Integer> {
        final AtomicInteger waits = new AtomicInteger();
        final ThreadSource<Integer> source = new ThreadSource<>(this, this, EventLoop::shared, Deadline.NEVER);

        @Override
        @SuppressWarnings("NullAway") // nobody looks at the wait
        public KernelWait receive(ReceiveHandler<Integer> handler) {
            waits.incrementAndGet();
            return null;
        }

        @Override
        public @Nullable Integer tryTake() {
            return null;
        }

        @Override
        public boolean addCloseHook(Runnable hook) {
            return true;
        }

        @Override
        public void removeCloseHook(Runnable hook) {
            // None was kept.
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
            // Only the waits count.
        }

        @Override
        public void onError(Throwable cause) {
            // Nothing fails.
        }

        @Override
        public void onComplete() {
            // Nothing ends.
        }
    }

    @JCStressTest
    @Description("The waiting thread has met the demand when there is more: waits that go on, waits that begin.")
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "one thread waits for the demand")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the demand was forgotten")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "two threads own the source")
    @State
    public static class RequestAndReceived extends Waits {
        public RequestAndReceived() {
            source.downstream().request(1);
            source.start();
        }

        @Actor
        public void receive(II_Result result) {
            result.r1 = source.received(1) ? 1 : 0;
        }

        @Actor
        public void ask() {
            source.downstream().request(1);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = waits.get() - 1;
        }
    }

    @JCStressTest
    @Description("Two threads ask an idle source for an element: waits that begin.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one thread waits for the demand")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "the demand was forgotten")
    @Outcome(id = "2", expect = FORBIDDEN, desc = "two threads own the source")
    @State
    public static class RequestAndRequest extends Waits {
        public RequestAndRequest() {
            source.start();
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
        public void count(I_Result result) {
            result.r1 = waits.get();
        }
    }

    @JCStressTest
    @Description(
            "An idle source is asked for an element while it is cancelled: waits when the cancel returned, and in the end.")
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "no wait begins behind the cancel, or one began before")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "a wait begins that finds the cancel before its call")
    @Outcome(expect = FORBIDDEN, desc = "two threads own the source")
    @State
    public static class RequestAndCancel extends Waits {
        public RequestAndCancel() {
            source.start();
        }

        @Actor
        public void ask() {
            source.downstream().request(1);
        }

        @Actor
        public void cancel(II_Result result) {
            source.downstream().cancel();
            result.r1 = waits.get();
        }

        @Arbiter
        public void count(II_Result result) {
            result.r2 = waits.get();
        }
    }
}
