package io.sluice.trial.race;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.SendTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import reactor.core.publisher.Mono;

/**
 * A race about one send to a queue with room for one message: it completes if its message is in the queue, fails if it is
 * not, and what was cancelled is there or not when the cancel returns, and never comes later.
 */
final class SendRace extends Race {
    /** What happens to the send. It begins before the race, but for two of these. */
    enum Event {
        /** Somebody takes what fills the queue. */
        ROOM,
        CANCEL,
        CLOSE,
        /** The send begins now, and there is room. */
        SEND,
        /** The send begins now, and its timeout ends later. */
        TIMEOUT
    }

    private static final long FILLER = -7;
    /** The event loop sleeps whole milliseconds. */
    private static final long ROUNDED_UP_NANOS = 1_200_000;

    private static final int PAUSES = 8;
    private static final long PAUSE_NANOS = 5_000;

    private final RaceQueue queue;
    private final EventLoop loop;
    private final Duration timeout;
    private final boolean blocking;
    private final Event first;
    private final Event second;
    private RaceQueue.Handle handle;
    private Witness witness;
    private long number;

    /** Waits for readiness, or blocks in the kernel; a timeout that is raced ends after a span. */
    SendRace(
            String kind,
            RaceQueue queue,
            EventLoop loop,
            boolean blocking,
            Duration timeout,
            Event first,
            Event second) {
        super(kind + " send, " + (first + " x " + second).toLowerCase(Locale.ROOT));
        this.queue = queue;
        this.loop = loop;
        this.blocking = blocking;
        this.timeout = timeout;
        this.first = first;
        this.second = second;
        handle = queue.open();
    }

    private boolean races(Event event) {
        return first == event || second == event;
    }

    @Override
    void prepare(long round) {
        number = round;
        if (races(Event.CLOSE) && round > 0) {
            handle = queue.open();
        }
        if (queue.count() != 0) {
            throw new AssertionError("sent when its round was over: " + queue.tryTake());
        }
        witness = witness(0);
        if (races(Event.SEND)) {
            return;
        }
        if (!queue.trySend(FILLER)) {
            throw new AssertionError("no room in an empty queue");
        }
        if (!races(Event.TIMEOUT)) {
            subscribe();
            Waiting.untilMoment(System.nanoTime() + round % PAUSES * PAUSE_NANOS);
        }
    }

    private void subscribe() {
        send().subscribe(witness);
    }

    private Mono<Void> send() {
        if (races(Event.TIMEOUT)) {
            return blocking ? handle.blockingSend(number, timeout) : handle.sendWithin(number, timeout);
        }
        return blocking ? handle.blockingSend(number, RaceQueue.LONG) : handle.send(number);
    }

    private void makeRoom() {
        long taken = queue.tryTake();
        if (taken != FILLER) {
            throw new AssertionError("there was " + taken + " in the queue and not what fills it");
        }
    }

    @Override
    void first() {
        act(first);
    }

    @Override
    void second() {
        act(second);
    }

    private void act(Event event) {
        switch (event) {
            case ROOM -> makeRoom();
            case CANCEL -> witness.cancel();
            case CLOSE -> handle.close();
            case SEND, TIMEOUT -> subscribe();
        }
    }

    @Override
    String outcome() {
        if (races(Event.CANCEL)) {
            Waiting.passThrough(loop); // a completion from before the cancel may be on its way
        } else {
            Waiting.until("outcome", () -> witness.ends() > 0);
        }
        long[] found = LongStream.generate(queue::tryTake)
                .takeWhile(taken -> taken != RaceQueue.NONE)
                .toArray();
        boolean sent = Arrays.equals(found, new long[] {number});
        if (!sent
                && !Arrays.equals(found, races(Event.ROOM) || races(Event.SEND) ? new long[0] : new long[] {FILLER})) {
            throw new AssertionError("in the queue: " + Arrays.toString(found));
        }
        witness.dismiss();
        if (witness.ends() > 1) {
            throw new AssertionError(witness.ends() + " outcomes of one send");
        }
        Throwable error = witness.error();
        boolean completed = witness.ends() == 1 && error == null;
        if ((completed && !sent) || (error != null && sent)) {
            throw new AssertionError(
                    "outcome " + error + " of a send that was " + (sent ? "" : "not ") + "sent", error);
        }
        return (error != null ? failure(error) : completed ? "completed" : "cancelled")
                + (sent ? ", sent" : ", not sent");
    }

    private String failure(Throwable error) {
        if (races(Event.CLOSE) && error instanceof ClosedHandleException) {
            return "closed";
        }
        if (races(Event.TIMEOUT) && error instanceof SendTimeoutException) {
            return "timed out";
        }
        throw new AssertionError("not an outcome of this race: " + error, error);
    }

    @Override
    boolean isUndecided() {
        return true;
    }

    /** Where the time is raced, what else ends the send says nothing about when it is up. */
    @Override
    long effectAt() {
        return races(Event.TIMEOUT) && !(witness.error() instanceof SendTimeoutException) ? 0 : witness.effectAt();
    }

    @Override
    long expectedEffectNanos() {
        return races(Event.TIMEOUT) && !blocking ? ROUNDED_UP_NANOS : super.expectedEffectNanos();
    }

    @Override
    public void close() {
        handle.close();
    }
}
