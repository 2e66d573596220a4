package io.sluice.reactor.mqueue;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.io.File;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.BaseSubscriber;

/**
 * A program that sends ten million messages to itself through one queue and one receiver, and writes what it holds behind
 * the first million and behind the last one.
 */
@SuppressWarnings("ThreadPriorityCheck") // to yield is only a courtesy to the other side
final class TenMillionMessages {
    private static final int FIRST = 1_000_000;
    private static final int ALL = 10_000_000;

    private TenMillionMessages() {}

    public static void main(String[] arguments) throws Exception {
        try (PosixMessageQueue queue = PosixMessageQueue.open(arguments[0], PosixAccess.READ_WRITE)) {
            holdings(); // reading files has buffers of its own from the first time on
            Counting received = new Counting();
            PosixMqReceiver.create(queue).receive().subscribe(received);
            ByteBuffer payload = ByteBuffer.allocateDirect(Integer.BYTES);
            for (int number = 0; number < ALL; number++) {
                payload.clear().putInt(0, number);
                while (!queue.trySend(payload, 0)) {
                    Thread.yield();
                }
                if (number == FIRST - 1 || number == ALL - 1) {
                    received.await(number + 1);
                    System.out.println(holdings());
                }
            }
            received.cancel();
        }
    }

    private static String holdings() throws IOException, InterruptedException {
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        String[] descriptors = new File("/proc/self/fd").list();
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow();
        int threads = new File("/proc/self/task").list().length;
        return "held " + descriptors.length + " " + threads + " " + resident + " " + direct / 1024 + " " + heap / 1024;
    }

    private static final class Counting extends BaseSubscriber<PosixMessage> {
        private final AtomicReference<String> wrong = new AtomicReference<>();
        private volatile int received;

        @Override
        protected void hookOnNext(PosixMessage message) {
            int number = ByteBuffer.wrap(message.payload()).getInt();
            int expected = received;
            if (number != expected) {
                wrong.compareAndSet(null, "got " + number + " and not " + expected);
            }
            received = expected + 1;
        }

        void await(int count) {
            while (received < count && wrong.get() == null) {
                Thread.yield();
            }
            if (wrong.get() != null) {
                throw new IllegalStateException(wrong.get());
            }
        }
    }
}
