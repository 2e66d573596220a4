package io.sluice.reactor.internal.source;

import io.sluice.epoll.EventLoop;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.CountedCloses;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.results.III_Result;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A source that takes from a number in memory and not from the kernel; the machinery around it is the real one. */
class Stock implements LoopReader<Integer> {
    private static final EventLoop LOOP = EventLoop.create("stressed-loop");
    /** Never given to the kernel, since nobody says what to wait for. */
    private static final int NUMBER = 1_000_000;

    private final AtomicInteger stock;
    private final AtomicInteger releases = new AtomicInteger();
    private final Counting counting = new Counting();
    private final OwnedFd fd = OwnedFd.of(CountedCloses.in(new AtomicInteger()), NUMBER, "stock");
    private final LoopSource<Integer> source;

    Stock(int stock) {
        this.stock = new AtomicInteger(stock);
        source = new LoopSource<>(counting, LOOP, () -> fd, this, null);
        source.start();
        settle(); // registered, and so notified of what happens to the descriptor
    }

    @Override
    public final Found take(LoopSource<Integer> from) {
        Integer taken = from.tryTake(this::takeOne);
        while (taken != null) {
            from.emit(taken);
            taken = from.tryTake(this::takeOne);
        }
        return Found.NO_MORE;
    }

    private @Nullable Integer takeOne() {
        if (stock.get() == 0) {
            return null;
        }
        stock.decrementAndGet();
        return 1;
    }

    /** The descriptor is none that epoll could watch. */
    @Override
    public final void await(LoopSource<Integer> from) {}

    @Override
    public final void release() {
        releases.incrementAndGet();
    }

    final void request(long n) {
        source.downstream().request(n);
    }

    final void cancel() {
        source.downstream().cancel();
    }

    final void stop() {
        source.downstream().stop();
    }

    final void arrival() {
        stock.incrementAndGet();
        source.wakeUp();
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
    final void countOutcome(III_Result result) {
        settle();
        result.r1 = received();
        result.r2 = discarded();
        result.r3 = left();
    }

    final int received() {
        return counting.received.get();
    }

    final int discarded() {
        return counting.discarded.get();
    }

    final int ends() {
        return counting.ends.get();
    }

    final int left() {
        return stock.get();
    }

    final int releases() {
        return releases.get();
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
