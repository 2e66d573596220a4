package io.sluice.samples.orders;

import io.sluice.mqueue.PosixMessageQueue;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what the pipeline does, and says it in words. */
final class Progress {
    private final PosixMessageQueue orders;
    private final long start = System.nanoTime();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger fullest = new AtomicInteger();

    Progress(PosixMessageQueue orders) {
        this.orders = orders;
    }

    void received() {
        received.incrementAndGet();
        depth();
    }

    void answered() {
        answered.incrementAndGet();
    }

    /** How many orders wait in the kernel now. */
    private int depth() {
        int depth = orders.attributes().currentMessages();
        fullest.accumulateAndGet(depth, Math::max);
        return depth;
    }

    private double seconds() {
        return seconds(Duration.ofNanos(System.nanoTime() - start));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%5.1f s  received %4d  answered %4d  in the queue %2d of %d",
                seconds(),
                received.get(),
                answered.get(),
                depth(),
                orders.maxMessages());
    }

    boolean nothingLost(Report report) {
        return lost(report) == 0
                && received.get() == report.sent()
                && answered.get() == report.sent()
                && report.wrong() == 0;
    }

    /** Orders whose right answer did not come back to who sent them. */
    private static int lost(Report report) {
        return report.sent() - report.right();
    }

    String summary(String otherProcess, Report report, Duration sendTimeout) {
        return String.format(
                Locale.ROOT,
                """

                other process  %s
                sent           %d, by the other process
                received       %d
                answered       %d, each with a send timeout of %d s
                verified       %d right answers and %d wrong ones, counted by the other process
                lost           %d
                fullest queue  %d of %d
                sender waited  %.1f s of %.1f s inside mq_send, in %d of its sends""",
                otherProcess,
                report.sent(),
                received.get(),
                answered.get(),
                sendTimeout.toSeconds(),
                report.right(),
                report.wrong(),
                lost(report),
                fullest.get(),
                orders.maxMessages(),
                seconds(report.heldBack()),
                seconds(),
                report.heldBackSends());
    }
}
