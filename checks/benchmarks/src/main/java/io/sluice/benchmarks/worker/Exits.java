package io.sluice.benchmarks.worker;

import io.sluice.reactor.process.Processes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sluice: how long after the exit of a process its watcher is notified. What the two queues carry is said in the C program. */
final class Exits implements Role {
    private static final int NUMBERS = 3;

    private final Processes processes = Processes.create();

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        try (BlockingQueueCalls answers =
                        BlockingQueueCalls.open(command.queues().get(0), command.size());
                BlockingQueueCalls announcements =
                        BlockingQueueCalls.open(command.queues().get(1), command.size())) {
            long[] late = new long[command.count()];
            round.ready();
            for (int number = 0; number <= late.length; number++) {
                ByteBuffer announced = numbers(announcements.receive());
                if (announced.getLong(0) != number) {
                    throw new IllegalStateException(
                            "the number of a process: expected " + number + ", found " + announced.getLong(0));
                }
                if (number > 0) {
                    late[number - 1] -= announced.getLong(2 * Long.BYTES);
                }
                if (number < late.length) {
                    byte[] answer = answer(number);
                    Exit exit = new Exit();
                    processes.exited(announced.getLong(Long.BYTES)).subscribe(nothing -> {}, exit::fail, exit::noticed);
                    answers.send(answer);
                    late[number] = exit.await();
                    answers.send(answer);
                }
            }
            round.done(late);
        }
    }

    private static ByteBuffer numbers(byte[] message) {
        return ByteBuffer.wrap(message).order(ByteOrder.nativeOrder());
    }

    private static byte[] answer(int number) {
        byte[] message = new byte[NUMBERS * Long.BYTES];
        numbers(message).putLong(0, number);
        return message;
    }

    /** One exit. */
    private static final class Exit {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile long at;
        private volatile @Nullable Throwable failure;

        void noticed() {
            at = System.nanoTime();
            ended.countDown();
        }

        void fail(Throwable cause) {
            failure = cause;
            ended.countDown();
        }

        long await() throws InterruptedException {
            boolean inTime = ended.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS);
            Throwable cause = failure;
            if (!inTime || cause != null) {
                throw new IllegalStateException("no exit was noticed", cause);
            }
            return at;
        }
    }
}
