package io.sluice.benchmarks.worker;

import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PooledBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** Sluice: whatever a read brings from a FIFO, in buffers of as many bytes as a message, which are used again. */
final class ReceiveFifoBytes implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Bytes bytes = new Bytes(command);
        Path fifo = Path.of(command.queues().get(0));
        try (PipeReceiver<PooledBuffer> receiver =
                PipeReceiver.open(fifo, Framing.pooled(Framing.raw(command.size())))) {
            Disposable stream = receiver.receive().subscribe(bytes::accept, bytes::fail);
            round.ready();
            round.done(bytes.awaitNanos());
            stream.dispose();
        }
    }

    /** The bytes as they come, each checked; the clock runs from the first buffer to the last. */
    private static final class Bytes {
        private final Payload payload;
        private final long total;
        private final CountDownLatch ended = new CountDownLatch(1);
        private long received;
        private long firstAt;
        private long lastAt;
        private volatile @Nullable Throwable failure;

        Bytes(Command command) {
            payload = new Payload(command.size());
            total = (long) command.count() * command.size();
        }

        void accept(PooledBuffer buffer) {
            if (received == 0) {
                firstAt = System.nanoTime();
            }
            payload.checkPart(buffer.bytes(), received);
            received += buffer.bytes().remaining();
            buffer.release();
            if (received >= total) {
                lastAt = System.nanoTime();
                ended.countDown();
            }
        }

        void fail(Throwable cause) {
            failure = cause;
            ended.countDown();
        }

        long awaitNanos() throws InterruptedException {
            boolean inTime = ended.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS);
            Throwable cause = failure;
            if (!inTime || cause != null || received != total) {
                throw new IllegalStateException("the count of bytes: expected " + total + ", found " + received, cause);
            }
            return lastAt - firstAt;
        }
    }
}
