package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The end of a send while room comes: what is said to be sent is in the queue, and nothing else is. */
class DeliveryTest {
    private static final int ROUNDS = 400;
    private static final int MOST_SPINS = 20_000;
    private static final QueueMessage MESSAGE = new QueueMessage(0, new byte[64]);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final ExecutorService reader = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        reader.shutdown();
    }

    private void spin() {
        int spins = random.nextInt(MOST_SPINS);
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    /** With how to take what makes room for one message, and how to count the messages behind that. */
    private void endsWhileRoomComes(LocalQueue queue, Runnable makeRoom, IntSupplier countAndFill) throws Exception {
        int sent = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Delivery delivery = queue.send(MESSAGE);
            assertThat(delivery.await(Duration.ofMillis(round % 4))).isFalse();
            Future<?> room = reader.submit(makeRoom);
            spin();
            boolean said = delivery.end();
            room.get();
            assertThat(countAndFill.getAsInt())
                    .as("round %d, seed %d", round, seed)
                    .isEqualTo(said ? 1 : 0);
            sent += said ? 1 : 0;
        }
        System.out.printf("%d rounds, %d sent, seed %d%n", ROUNDS, sent, seed);
    }

    @Test
    void toAPosixQueue() throws Exception {
        PosixMessageQueue queue = queues.create(1, 64);
        assertThat(queue.trySend(MESSAGE.payload(), 0)).isTrue();
        endsWhileRoomComes(LocalQueue.of(queue), queue::tryReceive, () -> {
            int count = Queues.count(queue);
            assertThat(count > 0 || queue.trySend(MESSAGE.payload(), 0)).isTrue();
            return count;
        });
    }

    @Test
    void toAFifo() throws Exception {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        LocalQueue fifo = LocalQueue.fifo(path, FifoRecords.fixed(4096));
        QueueMessage record = new QueueMessage(0, new byte[4096]);
        try (PipeReadEnd end = PipeReadEnd.open(path)) {
            int full = end.capacity();
            while (end.readableBytes() < full) {
                assertThat(fifo.send(record).await(Bounds.SOON)).isTrue();
            }
            ByteBuffer page = ByteBuffer.allocate(4096);
            int sent = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Delivery delivery = fifo.send(record);
                Future<?> room = reader.submit(() -> end.tryRead(page.clear()));
                spin();
                boolean said = delivery.end();
                room.get();
                assertThat(end.readableBytes())
                        .as("round %d, seed %d", round, seed)
                        .isEqualTo(said ? full : full - 4096);
                if (!said) {
                    assertThat(fifo.send(record).await(Bounds.SOON)).isTrue();
                }
                sent += said ? 1 : 0;
            }
            System.out.printf("%d rounds, %d sent, seed %d%n", ROUNDS, sent, seed);
        } finally {
            fifo.release(notice -> {});
        }
    }
}
