package io.sluice.benchmarks.worker;

import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Sluice: a stream of permits, each asked for when the one before has come. */
final class AwaitPermits implements Role {
    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        try (PosixSemaphore permits =
                        PosixSemaphore.builder(command.queues().get(0)).open();
                PosixSemaphore waiting =
                        PosixSemaphore.builder(command.queues().get(1)).open();
                FileChannel file = FileChannel.open(Path.of(command.queues().get(2)))) {
            MappedByteBuffer times = file.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);
            times.order(ByteOrder.nativeOrder());
            Permits arrivals = new Permits(command.count(), waiting, times);
            round.ready();
            SemaphoreAcquirer.create(permits).permits().subscribe(arrivals);
            waiting.post();
            round.done(arrivals.await());
        }
    }

    private static final class Permits extends BaseSubscriber<Permit> {
        private final long[] taken;
        private final PosixSemaphore waiting;
        private final MappedByteBuffer times;
        private final CountDownLatch ended = new CountDownLatch(1);
        private int received;
        private volatile @Nullable Throwable failure;

        Permits(int count, PosixSemaphore waiting, MappedByteBuffer times) {
            taken = new long[count];
            this.waiting = waiting;
            this.times = times;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnNext(Permit permit) {
            taken[received++] = System.nanoTime() - times.getLong(0); // the clock of the one who posts
            if (received == taken.length) {
                cancel();
                ended.countDown();
            } else {
                waiting.post();
                request(1);
            }
        }

        @Override
        protected void hookOnError(Throwable cause) {
            failure = cause;
            ended.countDown();
        }

        long[] await() throws InterruptedException {
            boolean inTime = ended.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS);
            Throwable cause = failure;
            if (!inTime || cause != null) {
                throw new IllegalStateException(received + " of " + taken.length + " permits came", cause);
            }
            return taken;
        }
    }
}
