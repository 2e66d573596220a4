package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.CountedCloses;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.infra.results.III_Result;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A subscription that takes from a number in memory and not from the kernel; the machinery around it is the real one. */
class StockSubscription extends LoopSubscription<Integer> {
    private static final EventLoop LOOP = EventLoop.create("stressed-loop");
    /** Never told to the kernel, since nobody says what to wait for. */
    private static final int NUMBER = 1_000_000;

    private final AtomicInteger stock;
    private final AtomicInteger timesLetGo = new AtomicInteger();
    private final Counting counting;
    private final OwnedFd fd;

    StockSubscription(int stock) {
        this(stock, new Counting(), new OwnedFd(CountedCloses.in(new AtomicInteger()), NUMBER, "stock"));
    }

    private StockSubscription(int stock, Counting counting, OwnedFd fd) {
        super(counting, LOOP, () -> fd);
        this.stock = new AtomicInteger(stock);
        this.counting = counting;
        this.fd = fd;
        start();
        settle(); // registered, and so told of what happens to the descriptor
    }

    @Override
    final void takeWhatIsAskedFor() {
        while (hasDemand() && stock.get() > 0) {
            stock.decrementAndGet();
            emit(1);
        }
    }

    @Override
    final void letGo() {
        timesLetGo.incrementAndGet();
    }

    final void arrival() {
        stock.incrementAndGet();
        leaveWord();
    }

    final void closeDescriptor() {
        fd.close();
    }

    /** Returns when the loop has done all that it was given before. */
    final void settle() {
        AtomicBoolean passed = new AtomicBoolean();
        LOOP.execute(() -> passed.set(true));
        while (!passed.get()) {
            Thread.yield(); // the loop may need this processor
        }
    }

    /** How many were received when nothing is left to do. Leaves nothing on the loop. */
    final int receivedInTheEnd() {
        settle();
        int received = received();
        cancel();
        settle();
        return received;
    }

    /** How many were received, discarded and left when a cancelled stream has nothing left to do. */
    final void tellOutcome(III_Result result) {
        settle();
        result.r1 = received();
        result.r2 = counting.discarded.get();
        result.r3 = left();
    }

    final int received() {
        return counting.received.get();
    }

    final int ends() {
        return counting.ends.get();
    }

    final int left() {
        return stock.get();
    }

    final int timesLetGo() {
        return timesLetGo.get();
    }

    private static final class Counting implements CoreSubscriber<Integer> {
        final AtomicInteger received = new AtomicInteger();
        final AtomicInteger discarded = new AtomicInteger();
        final AtomicInteger ends = new AtomicInteger();
        private final Context context =
                Operators.enableOnDiscard(Context.empty(), element -> discarded.incrementAndGet());

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            // The test has it.
        }

        @Override
        public void onNext(Integer element) {
            received.incrementAndGet();
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
}
