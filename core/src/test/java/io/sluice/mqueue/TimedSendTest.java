package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.Errno;
import io.sluice.errno.SendTimeoutException;
import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends with a deadline on the wall clock. */
class TimedSendTest {
    private static final MqMessage FIRST = MqMessage.ofText("first");
    private static final MqMessage SECOND = MqMessage.ofText("second");
    /** A busy machine may be late, never early. */
    private static final Duration LATE = Duration.ofSeconds(2);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    @Conforms({"mq_timedsend 5-3", "mq_timedsend 20-1"})
    void timesOutAtTheDeadlineAndLeavesNothingQueued() {
        PosixMessageQueue queue = fullQueue();
        Instant deadline = Instant.now().plusMillis(150);
        RecordedTurn turn = new RecordedTurn();
        queue.sendInTurn(SECOND, deadline, turn);
        assertThat(turn.await().cause())
                .isInstanceOf(SendTimeoutException.class)
                .hasMessage("mq_timedsend(" + queue.name() + "): ETIMEDOUT, timed out. The queue stayed full until the"
                        + " deadline.");
        assertThat(turn.cause().errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(Instant.now()).isBetween(deadline, deadline.plus(LATE));
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    @Conforms("mq_timedsend 5-1")
    void aReceiveInTimeLetsItThrough() {
        PosixMessageQueue queue = fullQueue();
        RecordedTurn turn = new RecordedTurn();
        queue.sendInTurn(SECOND, Instant.now().plusSeconds(60), turn);
        assertThat(queue.tryReceive()).isEqualTo(FIRST);
        assertThat(turn.await().wasSent()).isTrue();
        assertThat(queue.tryReceive()).isEqualTo(SECOND);
    }

    static Stream<Instant> pastTimes() {
        return Stream.of(
                Instant.MIN,
                Instant.EPOCH.minusNanos(1),
                Instant.EPOCH,
                Instant.EPOCH.plusNanos(999_999_999),
                Instant.now().minusSeconds(1),
                Instant.now());
    }

    @ParameterizedTest
    @MethodSource("pastTimes")
    @Conforms({"mq_timedsend 15-1", "mq_timedsend 19-1", "mq_timedsend 20-1"})
    void aPastDeadlineOnAFullQueueTimesOutAtOnce(Instant past) {
        PosixMessageQueue queue = fullQueue();
        RecordedTurn turn = new RecordedTurn();
        long begun = System.nanoTime();
        queue.sendInTurn(SECOND, past, turn);
        assertThat(turn.await().cause()).isInstanceOf(SendTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LATE);
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("pastTimes")
    @Conforms("mq_timedsend 18-1")
    void aPastDeadlineIsNoMatterWhereThereIsRoom(Instant past) {
        PosixMessageQueue queue = queues.create(1, 16);
        RecordedTurn turn = new RecordedTurn();
        queue.sendInTurn(FIRST, past, turn);
        assertThat(turn.await().wasSent()).isTrue();
        assertThat(queue.tryReceive()).isEqualTo(FIRST);
    }

    static Stream<Instant> farTimes() {
        return Stream.of(
                Instant.MAX,
                Instant.now().plus(Duration.ofDays(36_500)),
                Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000),
                Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3600, 999_999_999));
    }

    @ParameterizedTest
    @MethodSource("farTimes")
    @Conforms("mq_timedsend 19-1")
    void aFarDeadlineWaits(Instant far) {
        PosixMessageQueue queue = fullQueue();
        RecordedTurn turn = new RecordedTurn();
        queue.sendInTurn(SECOND, far, turn);
        assertThat(queue.tryReceive()).isEqualTo(FIRST);
        assertThat(turn.await().wasSent()).as("cause: %s", turn.cause()).isTrue();
        RecordedTurn cancelled = new RecordedTurn();
        KernelWait wait = queue.sendInTurn(SECOND, far, cancelled);
        wait.interruptAndAwait();
        assertThat(cancelled.await().cause()).isNull();
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    private PosixMessageQueue fullQueue() {
        PosixMessageQueue queue = queues.create(1, 16);
        assertThat(queue.trySend(FIRST)).isTrue();
        return queue;
    }
}
