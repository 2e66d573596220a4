package io.sluice.trial.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every pair of events that may meet, at every offset: no message is lost or doubled, and an outcome is what the kernel
 * did.
 */
class RaceTest {
    private static final int BINDINGS = Runtime.version().feature() < 22 ? 1 : 2;

    /** For each pair of events in the trial; the bindings share them, and the ways on which the pair can meet. */
    private static final int ALL_ROUNDS = Integer.getInteger("sluice.trial.race.rounds", 1_000_000);

    /** A timeout of the event loop takes a millisecond at least. One of the kernel's own is as quick as anything else. */
    private static final int ROUNDS_OF_MILLISECONDS = Trial.rounds(200, ALL_ROUNDS / 50);

    /** For each pair, where somebody has less time than the rounds take; a pair may then be cut off. */
    private static final Long CHOSEN_SECONDS = Long.getLong("sluice.trial.race.seconds");

    /** Where others want the processors, too, a round takes a hundred times as long. */
    private static final Duration MOST =
            Trial.duration(Duration.ofMillis(250), Duration.ofSeconds(CHOSEN_SECONDS == null ? 600 : CHOSEN_SECONDS));

    private static final Duration TIMEOUT = Duration.ofNanos(50_000);
    private static final int MESSAGES = 10;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final EventLoop loop = queues.closing(EventLoop.create("race-loop"));

    /** How a stream waits for messages, and a send for room. */
    enum Way {
        READINESS,
        KERNEL_LINE,
        SYSTEM_V
    }

    private static int rounds(int ways) {
        return Trial.rounds(2_000, (ALL_ROUNDS - 1) / (BINDINGS * ways) + 1);
    }

    private RaceQueue queue(Way way, int maxMessages) {
        return way == Way.SYSTEM_V
                ? new SysvRaceQueue(sysvQueues, maxMessages, loop)
                : new PosixRaceQueue(queues, maxMessages, loop, way == Way.KERNEL_LINE);
    }

    private static void run(Race race, int rounds) {
        try (race) {
            long begun = System.nanoTime();
            Map<String, Long> outcomes = RaceTrack.run(race, rounds, MOST, Trial.random(race.toString()));
            double seconds = (System.nanoTime() - begun) / 1e9;
            long ran = outcomes.values().stream().mapToLong(Long::longValue).sum();
            Row.of("races", race)
                    .value("rounds", ran)
                    .value("a second", Math.round(ran / seconds))
                    .value("outcomes", outcomes)
                    .done();
            if (Trial.isWhole() && ran < rounds) {
                String cutOff =
                        String.format("%s: CUT OFF after %d s: %,d of %,d rounds", race, MOST.toSeconds(), ran, rounds);
                System.out.println(cutOff);
                assertThat(CHOSEN_SECONDS).as(cutOff).isNotNull();
            }
            if (Trial.isWhole() && race.isUndecided()) {
                assertThat(outcomes).as("the race was never close: " + race).hasSizeGreaterThan(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "READINESS, ARRIVAL, CANCEL",
        "READINESS, ARRIVAL, CLOSE",
        "READINESS, REQUEST, ARRIVAL",
        "READINESS, REQUEST, CANCEL",
        "READINESS, REQUEST, CLOSE",
        "READINESS, REQUEST, REQUEST",
        "READINESS, CANCEL, CLOSE",
        "KERNEL_LINE, ARRIVAL, CANCEL",
        "KERNEL_LINE, ARRIVAL, CLOSE",
        "KERNEL_LINE, REQUEST, ARRIVAL",
        "KERNEL_LINE, REQUEST, CANCEL",
        "KERNEL_LINE, REQUEST, CLOSE",
        "KERNEL_LINE, REQUEST, REQUEST",
        "KERNEL_LINE, CANCEL, CLOSE",
        "SYSTEM_V, ARRIVAL, CANCEL",
        "SYSTEM_V, ARRIVAL, CLOSE",
        "SYSTEM_V, REQUEST, ARRIVAL",
        "SYSTEM_V, REQUEST, CANCEL",
        "SYSTEM_V, REQUEST, CLOSE",
        "SYSTEM_V, REQUEST, REQUEST",
        "SYSTEM_V, CANCEL, CLOSE"
    })
    void aStreamLosesAndDoublesNothing(Way way, StreamRace.Event first, StreamRace.Event second) {
        run(new StreamRace(way.name(), queue(way, MESSAGES), loop, first, second), rounds(Way.values().length));
    }

    @ParameterizedTest
    @CsvSource({
        "READINESS, ROOM, CANCEL",
        "READINESS, ROOM, CLOSE",
        "READINESS, CANCEL, CLOSE",
        "KERNEL_LINE, ROOM, CANCEL",
        "KERNEL_LINE, ROOM, CLOSE",
        "KERNEL_LINE, CANCEL, CLOSE",
        "SYSTEM_V, ROOM, CANCEL",
        "SYSTEM_V, ROOM, CLOSE",
        "SYSTEM_V, CANCEL, CLOSE"
    })
    void aSendHasTheOutcomeThatTheKernelGaveIt(Way way, SendRace.Event first, SendRace.Event second) {
        run(send(way, first, second), rounds(Way.values().length));
    }

    @ParameterizedTest
    @CsvSource({"READINESS, CANCEL, SEND", "READINESS, CLOSE, SEND", "SYSTEM_V, CANCEL, SEND", "SYSTEM_V, CLOSE, SEND"})
    void aSendThatBeginsAtTheEndHasOneOutcome(Way way, SendRace.Event first, SendRace.Event second) {
        run(send(way, first, second), rounds(2));
    }

    @ParameterizedTest
    @CsvSource({"ROOM, TIMEOUT", "CANCEL, TIMEOUT", "CLOSE, TIMEOUT"})
    void aTimeoutOfTheKernelIsTrue(SendRace.Event first, SendRace.Event second) {
        run(send(Way.KERNEL_LINE, first, second), rounds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "READINESS, ROOM, TIMEOUT",
        "READINESS, CANCEL, TIMEOUT",
        "READINESS, CLOSE, TIMEOUT",
        "SYSTEM_V, ROOM, TIMEOUT",
        "SYSTEM_V, CANCEL, TIMEOUT",
        "SYSTEM_V, CLOSE, TIMEOUT"
    })
    void aTimeoutOfTheEventLoopIsTrue(Way way, SendRace.Event first, SendRace.Event second) {
        run(send(way, first, second), ROUNDS_OF_MILLISECONDS);
    }

    private Race send(Way way, SendRace.Event first, SendRace.Event second) {
        return new SendRace(way.name(), queue(way, 1), loop, way == Way.KERNEL_LINE, TIMEOUT, first, second);
    }

    @ParameterizedTest
    @CsvSource({"CANCEL, EXPIRATION", "REQUEST, EXPIRATION", "REQUEST, CANCEL"})
    void aTimerReportsItsExpirationOnce(TimerRace.Event first, TimerRace.Event second) {
        run(new TimerRace(loop, first, second), rounds(1));
    }

    @Test
    void aTaskWakesTheLoopThatFallsAsleep() {
        run(new WakeUpRace(loop), Math.max(20_000, rounds(1)));
    }
}
