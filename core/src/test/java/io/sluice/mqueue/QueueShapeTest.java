package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.QueueShapeException;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.TestQueues;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Opening or creating a queue that exists and is not what was asked for. */
class QueueShapeTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue existing = queues.create(2, 16);

    private PosixMessageQueueBuilder again() {
        return PosixMessageQueue.builder(existing.name());
    }

    @Test
    void anotherShapeIsRefusedAndBothAreShown() {
        PosixMessageQueueBuilder other =
                again().maxMessages(10).maxMessageSize(512).mode(0666);
        assertThatExceptionOfType(QueueShapeException.class)
                .isThrownBy(other::openOrCreate)
                .returns(Errno.EEXIST, QueueShapeException::errno)
                .returns("max messages 10, max message size 512, mode 0666", QueueShapeException::asked)
                .returns("max messages 2, max message size 16, mode 0600", QueueShapeException::found)
                .withMessage("mq_open(" + existing.name() + "): EEXIST, exists already. Asked for: max messages 10, max"
                        + " message size 512, mode 0666. Found: max messages 2, max message size 16, mode 0600. Ask for"
                        + " the shape that the queue has, unlink the queue first, or accept any shape"
                        + " (acceptShape()).");
    }

    @Test
    void eachSettingIsCompared() {
        assertThatExceptionOfType(QueueShapeException.class)
                .isThrownBy(() -> again().maxMessages(3).openOrCreate())
                .returns("max messages 3", QueueShapeException::asked);
        assertThatExceptionOfType(QueueShapeException.class)
                .isThrownBy(() -> again().maxMessageSize(17).openOrCreate())
                .returns("max message size 17", QueueShapeException::asked);
        for (int mode : new int[] {0, 0400, 0640, 0060}) {
            assertThatExceptionOfType(QueueShapeException.class)
                    .isThrownBy(() -> again().mode(mode).openOrCreate())
                    .returns(String.format("mode %04o", mode), QueueShapeException::asked);
        }
    }

    @Test
    void whatWasNotAskedForIsNotCompared() {
        assertThat(queues.closing(again().openOrCreate()).wasCreated()).isFalse();
        assertThat(queues.closing(again().maxMessages(2).openOrCreate()).maxMessageSize())
                .isEqualTo(16);
        assertThat(queues.closing(again().maxMessageSize(16).mode(0600).openOrCreate())
                        .maxMessages())
                .isEqualTo(2);
    }

    @Test
    void anyShapeIsAcceptedWhereThatIsSaid() {
        PosixMessageQueue opened = queues.closing(again().maxMessages(10)
                .maxMessageSize(512)
                .mode(0666)
                .acceptShape()
                .openOrCreate());
        assertThat(opened.wasCreated()).isFalse();
        assertThat(opened.maxMessages()).isEqualTo(2);
    }

    /** For a tenth of a second. A test that gets no processor for that long comes too late, so it tries several times. */
    @Test
    void theModeOfACreatorThatIsAboutToSetItIsAwaited() throws Exception {
        PosixMessageQueue opened = openWhileTheModeIsSet();
        for (int i = 0; i < 10 && opened == null; i++) {
            opened = openWhileTheModeIsSet();
        }
        assertThat(opened).as("opened at one of the attempts").isNotNull();
        assertThat(opened.permissions().mode()).isEqualTo(0660);
    }

    /** The queue; null where its opener has given up before. */
    private @Nullable PosixMessageQueue openWhileTheModeIsSet() throws Exception {
        setMode(0600);
        FutureTask<PosixMessageQueue> opening =
                new FutureTask<>(() -> queues.closing(again().mode(0660).openOrCreate()));
        Thread opener = new Thread(opening, "opener");
        opener.start();
        Bounds.awaitSpinning(
                "a second look", () -> opener.getState() == Thread.State.TIMED_WAITING || opening.isDone());
        setMode(0660);
        opener.join();
        try {
            return opening.get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(QueueShapeException.class);
            return null;
        }
    }

    private void setMode(int mode) {
        assertThat(Libc.get().files().fchmod(DescriptorNumbers.of(existing), mode))
                .isZero();
    }
}
