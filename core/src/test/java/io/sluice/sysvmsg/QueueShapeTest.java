package io.sluice.sysvmsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueShapeException;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Opening or creating a queue that exists and is not what was asked for. */
class QueueShapeTest {
    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    private final IpcKey key = queues.key();
    private final SysvMessageQueue existing =
            queues.closing(SysvMessageQueue.builder(key).maxBytes(100).create());

    private SysvMessageQueueBuilder again() {
        return SysvMessageQueue.builder(key);
    }

    @Test
    void aNewQueueHasTheSizeThatWasAskedFor() {
        assertThat(existing.status().maxBytes()).isEqualTo(100);
        SysvMessageQueue closed = queues.closing(
                SysvMessageQueue.builder(queues.key()).mode(0200).maxBytes(7).create());
        assertThat(closed.status().maxBytes()).isEqualTo(7);
        assertThat(closed.status().permissions().mode()).isEqualTo(0200);
    }

    @Test
    void aSizeThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> again().maxBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> again().maxBytes(1L << 32));
    }

    @Test
    void anotherShapeIsRefusedAndBothAreShown() {
        assertThatExceptionOfType(QueueShapeException.class)
                .isThrownBy(() -> again().mode(0666).maxBytes(200).openOrCreate())
                .returns(Errno.EEXIST, ErrnoException::errno)
                .withMessage("msgget(key " + key + "): EEXIST, exists already. Asked for: max bytes 200, mode 0666."
                        + " Found: max bytes 100, mode 0600. Ask for the shape that the queue has, remove the queue first,"
                        + " or accept any shape (acceptShape()).");
    }

    @Test
    void eachSettingIsCompared() {
        assertThatExceptionOfType(QueueShapeException.class)
                .isThrownBy(() -> again().mode(0640).openOrCreate())
                .returns("mode 0640", QueueShapeException::asked);
        assertThatExceptionOfType(QueueShapeException.class)
                .isThrownBy(() -> again().maxBytes(99).openOrCreate())
                .returns("max bytes 99", QueueShapeException::asked);
    }

    @Test
    void whatWasNotAskedForIsNotCompared() {
        assertThat(queues.closing(again().openOrCreate()).id()).isEqualTo(existing.id());
        assertThat(queues.closing(again().mode(0600).openOrCreate()).id()).isEqualTo(existing.id());
        assertThat(queues.closing(again().maxBytes(100).openOrCreate()).id()).isEqualTo(existing.id());
    }

    @Test
    void anyShapeIsAcceptedWhereThatIsSaid() {
        SysvMessageQueue opened =
                queues.closing(again().mode(0666).maxBytes(200).acceptShape().openOrCreate());
        assertThat(opened.id()).isEqualTo(existing.id());
        assertThat(opened.status().settings()).isEqualTo(existing.status().settings());
    }

    /** For a tenth of a second. A test that gets no processor for that long comes too late, so it tries several times. */
    @Test
    void theSizeOfACreatorThatIsAboutToSetItIsAwaited() throws Exception {
        SysvMessageQueue opened = openWhileTheSizeIsSet();
        for (int i = 0; i < 10 && opened == null; i++) {
            opened = openWhileTheSizeIsSet();
        }
        assertThat(opened).as("opened at one of the attempts").isNotNull();
        assertThat(opened.status().maxBytes()).isEqualTo(50);
    }

    /** The queue; null where its opener has given up before. */
    private @Nullable SysvMessageQueue openWhileTheSizeIsSet() throws Exception {
        existing.set(existing.status().settings().withMaxBytes(100));
        FutureTask<SysvMessageQueue> opening =
                new FutureTask<>(() -> queues.closing(again().maxBytes(50).openOrCreate()));
        Thread opener = new Thread(opening, "opener");
        opener.start();
        Bounds.awaitSpinning(
                "a second look", () -> opener.getState() == Thread.State.TIMED_WAITING || opening.isDone());
        existing.set(existing.status().settings().withMaxBytes(50));
        opener.join();
        try {
            return opening.get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(QueueShapeException.class);
            return null;
        }
    }
}
