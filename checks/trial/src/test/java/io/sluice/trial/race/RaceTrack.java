package io.sluice.trial.race;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Runs a race for many rounds, with the calling thread for the first event and another one for the second. */
final class RaceTrack {
    /** Both threads are on their way by then. */
    private static final long HEAD_START_NANOS = 1_000;

    private static final int FEWEST_ROUNDS = 100;

    private final Race race;
    private final long rounds;
    private final long mostNanos;
    private final Windows windows;
    private final Map<String, Long> outcomes = new TreeMap<>();

    /** When the earlier event was to begin, and what the first one took. Of the first thread alone. */
    private long earlier;

    private long firstNanos;

    /** Written by the first thread before the round's number, and by the second before its own. */
    private long secondStart;

    private long secondNanos;
    private Throwable failed;

    private volatile long begun = -1;
    private volatile long ready = -1;
    private volatile long moment;
    private volatile long ended = -1;

    private RaceTrack(Race race, long rounds, Duration most, Random random) {
        this.race = race;
        this.rounds = rounds;
        mostNanos = most.toNanos();
        windows = new Windows(random, race.expectedEffectNanos());
    }

    /** Runs so many rounds, or as many as there is time for, but some in any case. Returns how often each outcome was seen. */
    static Map<String, Long> run(Race race, long rounds, Duration most, Random random) {
        return new RaceTrack(race, rounds, most, random).run();
    }

    private Map<String, Long> run() {
        long start = System.nanoTime();
        Thread other = new Thread(this::runSecond, "second of " + race);
        other.setDaemon(true);
        other.start();
        long round = 0;
        try {
            for (; isWorthARound(round, System.nanoTime() - start); round++) {
                race.prepare(round);
                runFirst(round);
                outcomes.merge(race.outcome(), 1L, Long::sum);
                // Not before: the effect may come when both calls have long returned.
                windows.measured(firstNanos, secondNanos, race.effectAt() == 0 ? 0 : race.effectAt() - earlier);
            }
        } catch (Throwable e) {
            throw new AssertionError("round " + round + " of " + race + ", behind " + outcomes, e);
        } finally {
            begun = rounds; // behind the last round there is nothing to do
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %,d rounds, %,.0f a second, %s; %s%n", race, round, round / seconds, windows, outcomes);
        return outcomes;
    }

    private boolean isWorthARound(long round, long nanos) {
        return round < rounds && (round < FEWEST_ROUNDS || nanos < mostNanos);
    }

    private void runFirst(long round) throws Throwable {
        long offset = windows.offset();
        begun = round;
        Waiting.until("second thread", () -> ready == round);
        earlier = System.nanoTime() + HEAD_START_NANOS;
        secondStart = earlier + Math.max(0, offset);
        moment = secondStart;
        Waiting.untilMoment(earlier + Math.max(0, -offset));
        long before = System.nanoTime();
        race.first();
        firstNanos = System.nanoTime() - before;
        Waiting.until("end of the second event", () -> ended == round);
        if (failed != null) {
            throw failed;
        }
    }

    private void runSecond() {
        for (long round = 0; round < rounds; round++) {
            long due = round;
            Waiting.forEverUntil(() -> begun >= due);
            if (begun == rounds) {
                return;
            }
            long earlierMoment = moment;
            ready = round;
            while (moment == earlierMoment) {
                Thread.onSpinWait(); // whoever gives the processor away now is late
            }
            Waiting.untilMoment(secondStart);
            long before = System.nanoTime();
            try {
                race.second();
            } catch (Throwable e) {
                failed = e;
            }
            secondNanos = System.nanoTime() - before;
            ended = round;
        }
    }
}
