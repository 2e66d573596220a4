package io.sluice.trial.soak;

import java.time.Duration;
import java.util.Random;
import reactor.core.publisher.Flux;

/** One object of the kernel with those who use it. On the soak's thread only, but for what its streams count. */
abstract class Lane {
    private static final int IN_ALL = 100;
    private static final int REOPENS = 2;
    private static final int SUBSCRIBES = 25;

    final Totals totals;
    private Reading reading;

    Lane(Totals totals) {
        this.totals = totals;
    }

    /** Does one thing: sends, changes the subscriber, or closes what it has and begins afresh. */
    final void step(Random random) {
        int what = random.nextInt(IN_ALL);
        if (what < REOPENS) {
            end(random.nextBoolean());
            open();
        } else if (what < REOPENS + SUBSCRIBES) {
            stopReading(random.nextBoolean()); // the impatient cancel comes in between
            changeSubscriber(random);
        } else {
            use(random);
        }
    }

    /** Ends what there is; with patience, only when the subscriber has come to its goal. */
    final void end(boolean patient) {
        stopReading(patient);
        close();
    }

    private void stopReading(boolean patient) {
        if (reading != null) {
            reading.stop(patient);
            reading = null;
        }
    }

    /** Subscribes to a stream, which must come to its kind's goal within a time. */
    final void read(StreamKind kind, Flux<?> elements, Duration toGoal) {
        reading = new Reading(kind, totals, elements, toGoal, this::isEmpty);
    }

    /** A stream that only a cancel may end, while its handle is open. */
    final <T> Flux<T> endless(Flux<T> elements) {
        return elements.doOnComplete(() ->
                totals.failed("a stream without an end has ended", new IllegalStateException(elements.toString())));
    }

    abstract void open();

    abstract void changeSubscriber(Random random);

    abstract void use(Random random);

    /** Whether nothing is there for a subscriber. */
    abstract boolean isEmpty();

    /** Fails where a message was lost or came twice. */
    abstract void close();
}
