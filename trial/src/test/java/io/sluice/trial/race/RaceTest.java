package io.sluice.trial.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
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
    private static final int ROUNDS = Trial.rounds(2_000, 1_000_000);
    /** A timeout of the event loop takes a millisecond at least. One of the kernel's own is as quick as anything else. */
    private static final int ROUNDS_OF_MILLISECONDS = Trial.rounds(200, 100_000);

    /** Where others want the processors, too, a round takes a hundred times as long. */
    private static final Duration MOST =
            Trial.duration(Duration.ofMillis(250), Duration.ofSeconds(Long.getLong("sluice.trial.race.seconds", 600)));

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

    private RaceQueue queue(Way way, int maxMessages) {
        return way == Way.SYSTEM_V
                ? new SysvRaceQueue(sysvQueues, maxMessages, loop)
                : new PosixRaceQueue(queues, maxMessages, loop, way == Way.KERNEL_LINE);
    }

    private static void run(Race race, int rounds) {
        try (race) {
            Map<String, Long> outcomes = RaceTrack.run(race, rounds, MOST, Trial.random(race.toString()));
            if (Trial.isLong() && race.isUndecided()) {
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
        run(new StreamRace(way.name(), queue(way, MESSAGES), loop, first, second), ROUNDS);
    }

    @ParameterizedTest
    @CsvSource({
        "READINESS, ROOM, CANCEL",
        "READINESS, ROOM, CLOSE",
        "READINESS, CANCEL, CLOSE",
        "READINESS, CANCEL, SEND",
        "READINESS, CLOSE, SEND",
        "KERNEL_LINE, ROOM, CANCEL",
        "KERNEL_LINE, ROOM, CLOSE",
        "KERNEL_LINE, CANCEL, CLOSE",
        "KERNEL_LINE, ROOM, TIMEOUT",
        "KERNEL_LINE, CANCEL, TIMEOUT",
        "KERNEL_LINE, CLOSE, TIMEOUT",
        "SYSTEM_V, ROOM, CANCEL",
        "SYSTEM_V, ROOM, CLOSE",
        "SYSTEM_V, CANCEL, CLOSE",
        "SYSTEM_V, CANCEL, SEND",
        "SYSTEM_V, CLOSE, SEND"
    })
    void aSendHasTheOutcomeThatTheKernelGaveIt(Way way, SendRace.Event first, SendRace.Event second) {
        run(send(way, first, second), ROUNDS);
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
    void aTimerTellsItsExpirationOnce(TimerRace.Event first, TimerRace.Event second) {
        run(new TimerRace(loop, first, second), ROUNDS);
    }

    @Test
    void aTaskWakesTheLoopThatFallsAsleep() {
        run(new WakeUpRace(loop), Trial.rounds(20_000, 1_000_000));
    }
}
