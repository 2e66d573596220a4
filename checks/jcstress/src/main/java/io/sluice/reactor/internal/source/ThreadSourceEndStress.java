package io.sluice.reactor.internal.source;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.blocking.CountedCall;
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

/** The end of a source that a waiting thread owns, beside demand and beside a wait that begins. */
public class ThreadSourceEndStress {
    private static final EventLoop LOOP = EventLoop.create("stressed-ends");

    private ThreadSourceEndStress() {}

    /** A handle without a kernel object behind it, and the subscriber to what it brings. */
    static class Handle implements BlockingReader<Integer>, CoreSubscriber<Integer> {
        final CountedCall call = new CountedCall();
        final AtomicInteger ends = new AtomicInteger();
        final ThreadSource<Integer> source = new ThreadSource<>(this, this, () -> LOOP, Deadline.NEVER);
        private final boolean waits;
        private boolean closed;
        private Runnable closeHook = () -> {};
        private @Nullable ReceiveHandler<Integer> waiting;

        /** Whether its waits have threads. Otherwise the close of the handle ends them. */
        Handle(boolean waits) {
            this.waits = waits;
        }

        @Override
        @SuppressWarnings("NullAway") // nobody looks at the wait
        public KernelWait receive(ReceiveHandler<Integer> handler) {
            if (waits) {
                return call.begin(handler::began);
            }
            beginUnlessClosed(handler);
            return null;
        }

        private synchronized void beginUnlessClosed(ReceiveHandler<Integer> handler) {
            if (closed) {
                throw closedException();
            }
            waiting = handler;
        }

        private static ClosedHandleException closedException() {
            return new ClosedHandleException("nothing", "no handle", "");
        }

        /** As a handle does: its waits first, and then the hooks. */
        final void closeHandle() {
            ReceiveHandler<Integer> ended;
            synchronized (this) {
                closed = true;
                ended = waiting;
            }
            if (ended != null) {
                ended.notReceived(closedException());
            }
            closeHook.run();
        }

        @Override
        public @Nullable Integer tryTake() {
            return null;
        }

        @Override
        public boolean addCloseHook(Runnable hook) {
            closeHook = hook;
            return true;
        }

        @Override
        public void removeCloseHook(Runnable hook) {
            // A hook that comes late does nothing.
        }

        @Override
        public @Nullable ClosedHandleException closedBefore() {
            return null;
        }

        /** How many ends there were when the loop has nothing left to do. */
        final int endsOnceSettled() {
            AtomicInteger passed = new AtomicInteger();
            LOOP.execute(passed::incrementAndGet);
            while (passed.get() == 0) {
                Thread.yield(); // the loop may need this processor
            }
            return ends.get();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            // The test has it.
        }

        @Override
        public void onNext(Integer element) {
            // No element comes.
        }

        @Override
        public void onError(Throwable cause) {
            ends.addAndGet(1_000);
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
        }
    }

    @JCStressTest
    @Description(
            "The first wait begins while the stream is cancelled: calls when the cancel returned, calls in the end.")
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "no call is made behind the cancel")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "a call was made behind the return of the cancel")
    @State
    public static class WaitAndCancel extends Handle {
        public WaitAndCancel() {
            super(true);
            source.downstream().request(1);
        }

        @Actor
        public void start() {
            source.start();
        }

        @Actor
        public void cancel(II_Result result) {
            source.downstream().cancel();
            result.r1 = call.made();
        }

        @Arbiter
        public void count(II_Result result) {
            call.awaitOver();
            result.r2 = call.made();
        }
    }

    /** A handle whose source is idle. */
    static class Idle extends Handle {
        Idle() {
            super(false);
            source.start();
        }
    }

    @JCStressTest
    @Description("The handle of an idle stream is closed while an element is asked for: completions.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the stream completes once")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "the subscriber waits for ever")
    @Outcome(expect = FORBIDDEN, desc = "ended twice, or with an error")
    @State
    public static class RequestAndClose extends Idle {
        @Actor
        public void ask() {
            source.downstream().request(1);
        }

        @Actor
        public void close() {
            closeHandle();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = endsOnceSettled();
        }
    }

    @JCStressTest
    @Description("The handle of an idle stream is closed while the stream is stopped: completions.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the stream completes once")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "the subscriber waits for ever")
    @Outcome(expect = FORBIDDEN, desc = "ended twice, or with an error")
    @State
    public static class StopAndClose extends Idle {
        @Actor
        public void stop() {
            source.downstream().stop();
        }

        @Actor
        public void close() {
            closeHandle();
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = endsOnceSettled();
        }
    }
}
