package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends with a deadline on the wall clock. */
class TimedSendTest {
    private static final PosixMessage FIRST = PosixMessage.ofText("first");
    private static final PosixMessage SECOND = PosixMessage.ofText("second");
    /** A busy machine may be late, never early. */
    private static final Duration LATE = Bounds.SOON;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @Test
    @Conforms({"mq_timedsend 5-3", "mq_timedsend 20-1", "mq_timedsend 9-1", "mq_timedsend 16-1"})
    void timesOutAtTheDeadlineAndLeavesNothingQueued() {
        PosixMessageQueue queue = fullQueue();
        Instant deadline = Instant.now().plusMillis(150);
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        queue.blockingSend(SECOND, deadline, outcome);
        assertThat(outcome.await().cause())
                .isInstanceOf(SendTimeoutException.class)
                .hasMessage("mq_timedsend(" + queue.name() + "): ETIMEDOUT, timed out. The queue stayed full until the"
                        + " deadline.");
        assertThat(outcome.cause().errno()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(Instant.now()).isBetween(deadline, deadline.plus(LATE));
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    @Conforms("mq_timedsend 5-1")
    void aReceiveInTimeLetsItThrough() {
        PosixMessageQueue queue = fullQueue();
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        queue.blockingSend(SECOND, Instant.now().plusSeconds(60), outcome);
        assertThat(queue.tryReceive()).isEqualTo(FIRST);
        assertThat(outcome.await().wasDone()).isTrue();
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
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        long begun = System.nanoTime();
        queue.blockingSend(SECOND, past, outcome);
        assertThat(outcome.await().cause()).isInstanceOf(SendTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LATE);
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("pastTimes")
    @Conforms({"mq_timedsend 18-1", "mq_timedsend 1-1", "mq_timedsend 8-1", "mq_timedsend 18-2"})
    void aPastDeadlineIsNoMatterWhereThereIsRoom(Instant past) {
        PosixMessageQueue queue = queues.create(1, 16);
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        queue.blockingSend(FIRST, past, outcome);
        assertThat(outcome.await().wasDone()).isTrue();
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
    @Conforms({"mq_timedsend 19-1", "mq_timedsend 5-2", "mq_timedsend 12-1"})
    void aFarDeadlineWaits(Instant far) {
        PosixMessageQueue queue = fullQueue();
        RecordedWait<PosixMessage> outcome = new RecordedWait<>();
        queue.blockingSend(SECOND, far, outcome);
        assertThat(queue.tryReceive()).isEqualTo(FIRST);
        assertThat(outcome.await().wasDone()).as("cause: %s", outcome.cause()).isTrue();
        RecordedWait<PosixMessage> cancelled = new RecordedWait<>();
        KernelWait wait = queue.blockingSend(SECOND, far, cancelled);
        wait.interruptAndAwait();
        assertThat(cancelled.await().cause()).isNull();
        assertThat(queue.attributes().currentMessages()).isEqualTo(1);
    }

    @Test
    @Conforms({"mq_timedsend 3-1", "mq_timedsend 3-2", "mq_timedsend 4-3"})
    void aDeadlineChangesNothingOfTheOrder() {
        PosixMessageQueue queue = queues.create(4, 16);
        List<PosixMessage> sent = List.of(
                PosixMessage.ofText("low", 0),
                PosixMessage.ofText("first", PosixMessage.MAX_PRIORITY),
                PosixMessage.ofText("middle", 7),
                PosixMessage.ofText("second", PosixMessage.MAX_PRIORITY));
        for (PosixMessage message : sent) {
            RecordedWait<PosixMessage> outcome = new RecordedWait<>();
            queue.blockingSend(message, Instant.now().plusSeconds(60), outcome);
            assertThat(outcome.await().wasDone()).isTrue();
        }
        for (int expected : new int[] {1, 3, 2, 0}) {
            assertThat(queue.tryReceive()).isEqualTo(sent.get(expected));
        }
    }

    @Test
    @Conforms({"mq_timedsend 2-1", "mq_timedsend 9-1", "mq_timedsend 11-1", "mq_timedsend 11-2", "mq_timedsend 14-1"})
    void whatCannotBeSentIsRefusedAtOnceAndNothingIsQueued() {
        PosixMessageQueue queue = queues.create(1, 16);
        PosixMessageQueue reader = queues.open(queue.name(), PosixAccess.READ);
        PosixMessageQueue closed = queues.open(queue.name(), PosixAccess.WRITE);
        closed.close();
        Instant deadline = Instant.now().plusSeconds(60);
        assertRefused(
                Errno.EMSGSIZE,
                () -> queue.blockingSend(PosixMessage.of(new byte[17]), deadline, new RecordedWait<>()));
        assertRefused(Errno.EBADF, () -> reader.blockingSend(FIRST, deadline, new RecordedWait<>()));
        assertRefused(Errno.EBADF, () -> closed.blockingSend(FIRST, deadline, new RecordedWait<>()));
        assertThat(queue.attributes().currentMessages()).isZero();
    }

    private static void assertRefused(Errno errno, ThrowingCallable send) {
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(send).returns(errno, ErrnoException::errno);
    }

    private PosixMessageQueue fullQueue() {
        PosixMessageQueue queue = queues.create(1, 16);
        assertThat(queue.trySend(FIRST)).isTrue();
        return queue;
    }
}
