package io.sluice.trial.race;

import io.sluice.epoll.EventLoop;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import org.reactivestreams.Publisher;

/**
 * A race about one stream of messages: each message is received, discarded, or still in the queue, once. Messages are
 * numbered through all rounds, so that one which comes in a later round is seen as well.
 */
final class StreamRace extends Race {
    /** What happens; some of it ends the stream. */
    enum Event {
        ARRIVAL,
        REQUEST,
        CANCEL,
        CLOSE
    }

    /** Some rounds begin with the subscription under way, others when it is settled. */
    private static final int PAUSES = 8;

    private static final long PAUSE_NANOS = 5_000;

    private final RaceQueue queue;
    private final EventLoop loop;
    private final Event first;
    private final Event second;
    private final boolean ends;
    private final int requests;
    private RaceQueue.Handle handle;
    private boolean isOpen;
    private Publisher<?> stream;
    private Witness witness;
    private long sent;
    private long sentBefore;

    StreamRace(String kind, RaceQueue queue, EventLoop loop, Event first, Event second) {
        super(kind + " stream, " + (first + " x " + second).toLowerCase(Locale.ROOT));
        this.queue = queue;
        this.loop = loop;
        this.first = first;
        this.second = second;
        ends = races(Event.CANCEL) || races(Event.CLOSE);
        requests = (first == Event.REQUEST ? 1 : 0) + (second == Event.REQUEST ? 1 : 0);
    }

    private boolean races(Event event) {
        return first == event || second == event;
    }

    private void open() {
        handle = queue.open();
        stream = handle.receive();
        isOpen = true;
    }

    @Override
    void prepare(long round) {
        sentBefore = sent;
        if (!isOpen) {
            open();
        }
        if (!races(Event.ARRIVAL)) {
            for (int i = 0; i < Math.max(1, requests); i++) {
                send();
            }
        }
        if (ends || round == 0) {
            // A request that is raced is all the demand there is.
            witness = witness(requests > 0 ? 0 : Long.MAX_VALUE);
            stream.subscribe(witness);
            Waiting.untilMoment(System.nanoTime() + round % PAUSES * PAUSE_NANOS);
        } else {
            witness.forget();
        }
    }

    private void send() {
        if (!queue.trySend(sent)) {
            throw new AssertionError("no room for message " + sent);
        }
        sent++;
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
            case ARRIVAL -> send();
            case REQUEST -> witness.request(1);
            case CANCEL -> witness.cancel();
            case CLOSE -> handle.close();
        }
    }

    @Override
    String outcome() {
        if (ends) {
            settle();
        }
        long due = sent - sentBefore;
        // In this order: between the two looks a message may pass from the queue to the stream, but not back.
        Waiting.until("account of " + due + " messages", () -> witness.taken() + queue.count() == due);
        if (!ends) {
            Waiting.until("delivery of " + due + " messages", () -> witness.received() == due);
        } else if (!races(Event.CANCEL)) {
            Waiting.until("completion", () -> witness.ends() > 0);
        }
        long[] left = LongStream.generate(queue::tryTake)
                .takeWhile(number -> number != RaceQueue.NONE)
                .toArray();
        checkNumbers(left);
        if (witness.error() != null || witness.ends() > 1) {
            throw new AssertionError(witness.ends() + " ends, error " + witness.error(), witness.error());
        }
        if (ends) {
            witness.dismiss();
        }
        String where = witness.hasDiscarded() ? "discarded" : left.length == 0 ? "received" : "still queued";
        return where + (witness.ends() == 1 ? " and completed" : "");
    }

    /** A receive that was under way when the stream was cancelled may still take a message, which is then discarded. */
    private void settle() {
        if (races(Event.CLOSE) || queue.waitsInKernel()) {
            handle.close(); // which returns when no thread is in the kernel any more
            isOpen = false;
        }
        Waiting.passThrough(loop);
    }

    private void checkNumbers(long[] left) {
        long[] all = LongStream.concat(Arrays.stream(witness.numbers()), Arrays.stream(left))
                .sorted()
                .toArray();
        long[] expected = LongStream.range(sentBefore, sent).toArray();
        if (!Arrays.equals(all, expected)) {
            throw new AssertionError("messages " + Arrays.toString(expected) + ", but taken "
                    + Arrays.toString(witness.numbers()) + " and left " + Arrays.toString(left));
        }
    }

    @Override
    boolean isUndecided() {
        return ends;
    }

    @Override
    long effectAt() {
        return witness.effectAt();
    }

    @Override
    public void close() {
        witness.cancel();
        handle.close();
    }
}
