package io.sluice.trial.race;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.timerfd.TimerExpirations;
import io.sluice.sysvmsg.SysvMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A bare subscriber that keeps all its signals, and reports a signal that comes when its round is over. */
@SuppressWarnings("NonAtomicVolatileUpdate") // signals are serial
final class Witness implements CoreSubscriber<Object> {
    private static final int MOST = 8;
    private final long demand;
    private final AtomicReference<String> late;
    private final Context context = Operators.enableOnDiscard(Context.empty(), this::discarded);
    private final AtomicInteger count = new AtomicInteger();
    private final long[] numbers = new long[MOST];
    private final AtomicInteger ends = new AtomicInteger();
    private volatile Subscription subscription;
    private volatile Throwable error;
    private volatile int received;
    private volatile int discarded;
    private volatile long effectAt;
    private volatile boolean cancelled;
    private volatile boolean dismissed;

    Witness(long demand, AtomicReference<String> late) {
        this.demand = demand;
        this.late = late;
    }

    /** What a message carries, or the number of expirations in a signal. */
    static long number(Object element) {
        if (element instanceof PosixMessage message) {
            return number(message.payload());
        }
        if (element instanceof TimerExpirations expirations) {
            return expirations.count();
        }
        return number(((SysvMessage) element).payload());
    }

    private static long number(byte[] payload) {
        return ByteBuffer.wrap(payload).getLong();
    }

    static byte[] payload(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (demand > 0) {
            given.request(demand);
        }
        if (cancelled) {
            given.cancel();
        }
    }

    @Override
    public void onNext(Object element) {
        keep(element);
        received++;
        effectAt = System.nanoTime();
    }

    private void discarded(Object element) {
        keep(element);
        discarded++;
        effectAt = System.nanoTime();
    }

    private void keep(Object element) {
        long number = number(element);
        numbers[count.getAndIncrement() % MOST] = number;
        checkInTime("message " + number);
    }

    @Override
    public void onError(Throwable cause) {
        error = cause;
        end("error");
    }

    @Override
    public void onComplete() {
        end("completion");
    }

    private void end(String what) {
        checkInTime(what); // before the round can go on
        effectAt = System.nanoTime();
        ends.incrementAndGet();
    }

    private void checkInTime(String what) {
        if (dismissed) {
            late.compareAndSet(null, what + " came when its round was over");
        }
    }

    /** Begins anew, for a stream that goes on: all that was to come has come. */
    void forget() {
        received = 0;
        discarded = 0;
        effectAt = 0;
        count.set(0);
    }

    /** The round is over: from now on nothing may come. */
    void dismiss() {
        dismissed = true;
        if (late.get() != null) {
            throw new AssertionError(late.get());
        }
    }

    void request(long n) {
        subscription.request(n);
    }

    /** Also before there is something to cancel, which then is at once. */
    void cancel() {
        cancelled = true;
        Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }

    int received() {
        return received;
    }

    /** How many came in either way. */
    int taken() {
        return received + discarded;
    }

    boolean hasDiscarded() {
        return discarded > 0;
    }

    /** The numbers that came in either way. */
    long[] numbers() {
        return Arrays.copyOf(numbers, taken());
    }

    int ends() {
        return ends.get();
    }

    Throwable error() {
        return error;
    }

    long effectAt() {
        return effectAt;
    }
}
