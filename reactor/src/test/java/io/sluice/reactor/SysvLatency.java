package io.sluice.reactor;

import io.sluice.epoll.EventLoop;
import io.sluice.libc.Libc;
import io.sluice.libc.NativeMemory;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.CProcess;
import io.sluice.testing.CProgram;
import io.sluice.testing.SysvTestQueues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * How long a message from a C sender is on its way: to a C program blocked in {@code msgrcv}, to a {@link SysvMqReceiver},
 * and, to compare designs, to one that hands each message over to an event loop, and to one that waits with a probe that
 * takes nothing. All in one run, in turns. Run by hand; nothing is asserted, since the machine decides.
 */
public final class SysvLatency {
    private static final int ROUNDS = 5;
    private static final int COUNT = 2000;
    private static final int MICROS_APART = 200;
    private static final Duration BOUND = Duration.ofMinutes(1);

    private SysvLatency() {}

    private interface Receiving {
        long[] run(SysvMessageQueue queue) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        double[] c = new double[ROUNDS];
        double[] blocked = new double[ROUNDS];
        try (SysvTestQueues queues = new SysvTestQueues()) {
            SysvMessageQueue queue = queues.create();
            inJava(queue, SysvLatency::received); // warms the JVM up
            for (int round = 0; round < ROUNDS; round++) {
                long[] baseline = inC(queue);
                long[] ours = inJava(queue, SysvLatency::received);
                print("C, blocked in msgrcv", baseline, baseline);
                print("SysvMqReceiver", ours, baseline);
                print("with a hand-over to an event loop", inJava(queue, SysvLatency::handedOver), baseline);
                print("with a probe", inJava(queue, SysvLatency::probed), baseline);
                c[round] = baseline[0];
                blocked[round] = ours[0];
            }
        }
        System.out.printf(
                "SysvMqReceiver / C, of the medians of %d rounds: %.2f%n", ROUNDS, median(blocked) / median(c));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(String name, long[] result, long[] baseline) {
        System.out.printf(
                "%-34s median %6.1f us, p99 %7.1f us, ratio %.2f%n",
                name, result[0] / 1e3, result[1] / 1e3, (double) result[0] / baseline[0]);
    }

    private static long[] inC(SysvMessageQueue queue) {
        CProgram program = CProgram.of("sysv_latency");
        try (CProcess receiver = program.start("receive", queue.id(), COUNT)) {
            receiver.awaitLine("receiving");
            receiver.awaitAsleep();
            try (CProcess sender = program.start("send", queue.id(), COUNT, MICROS_APART)) {
                sender.awaitExit(BOUND);
            }
            String[] values = receiver.line().split(" ", -1);
            return new long[] {Long.parseLong(values[0]), Long.parseLong(values[1])};
        }
    }

    private static long[] inJava(SysvMessageQueue queue, Receiving receiving) throws Exception {
        CProgram program = CProgram.of("sysv_latency");
        try (CProcess sender = program.start("send", queue.id(), COUNT, MICROS_APART)) {
            long[] taken = receiving.run(queue);
            sender.awaitExit(BOUND);
            Arrays.sort(taken);
            return new long[] {taken[COUNT / 2], taken[COUNT * 99 / 100]};
        }
    }

    /** What a message took until now; System.nanoTime is the clock of the sender. */
    private static long sinceSent(SysvMessage message) {
        return System.nanoTime()
                - ByteBuffer.wrap(message.payload())
                        .order(ByteOrder.nativeOrder())
                        .getLong();
    }

    private static final class Collector implements Consumer<SysvMessage> {
        private final long[] taken = new long[COUNT];
        private final CountDownLatch full = new CountDownLatch(1);
        private int count;

        @Override
        public void accept(SysvMessage message) {
            taken[count++] = sinceSent(message);
            if (count == COUNT) {
                full.countDown();
            }
        }

        long[] await() throws InterruptedException {
            full.await();
            return taken;
        }
    }

    private static long[] received(SysvMessageQueue queue) throws Exception {
        Collector collector = new Collector();
        SysvMqReceiver.create(queue).receive(TypeSelector.any()).take(COUNT).subscribe(collector);
        return collector.await();
    }

    private static long[] handedOver(SysvMessageQueue queue) throws Exception {
        Collector collector = new Collector();
        SysvMqReceiver.create(queue)
                .receive(TypeSelector.any())
                .take(COUNT)
                .subscribe(message -> EventLoop.shared().execute(() -> collector.accept(message)));
        return collector.await();
    }

    /** A blocking receive of no bytes comes back with E2BIG when there is a message, and leaves it; the loop takes it. */
    private static long[] probed(SysvMessageQueue queue) throws Exception {
        Collector collector = new Collector();
        Libc libc = Libc.get();
        NativeMemory memory = NativeMemory.allocate(libc, 16);
        Semaphore taken = new Semaphore(0);
        Thread probe = new Thread(() -> {
            for (int left = COUNT; left > 0; ) {
                libc.msgrcv(queue.id(), memory.address(), 0, 0, 0);
                memory.keepAlive();
                int[] got = new int[1];
                EventLoop.shared().execute(() -> {
                    for (SysvMessage message = queue.tryReceive(TypeSelector.any());
                            message != null;
                            message = queue.tryReceive(TypeSelector.any())) {
                        collector.accept(message);
                        got[0]++;
                    }
                    taken.release();
                });
                taken.acquireUninterruptibly();
                left -= got[0];
            }
        });
        probe.start();
        long[] result = collector.await();
        probe.join();
        return result;
    }
}
