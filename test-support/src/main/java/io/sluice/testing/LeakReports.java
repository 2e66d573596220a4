package io.sluice.testing;

import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The library's reports of handles that nobody closed, as they come to a program's log. */
public final class LeakReports {
    /** Held here, since the log manager would drop it with its handler. */
    private static final Logger LOGGER = Logger.getLogger("io.sluice.leaks");

    private static final String CLEANER = "sluice-dropped-handles";
    private static final long PAUSE_MILLIS = 50;
    private static final Queue<LogRecord> REPORTS = new ConcurrentLinkedQueue<>();

    static {
        LOGGER.addHandler(new Collecting());
    }

    private LeakReports() {}

    /** Collects from now on, whatever is or is not reported. */
    static void begin() {
        // The static initializer has run.
    }

    /**
     * Waits for the report of a handle that a test has dropped, and makes it harmless to {@link LeakCheck}.
     *
     * @param handle what the report begins with, such as a queue's name
     * @return the report
     */
    public static LogRecord await(String handle) {
        return await(handle, 1).get(0);
    }

    /**
     * Waits for the reports of handles that a test has dropped.
     *
     * @param handles what each report begins with
     * @param count how many there must be
     * @return the reports
     */
    public static List<LogRecord> await(String handles, int count) {
        List<LogRecord> reports = new ArrayList<>();
        Bounds.await("reports of " + handles).until(() -> {
            reports.addAll(collectAndTake(handles));
            return reports.size() >= count;
        });
        return reports;
    }

    /**
     * The reports of a handle that came and were not taken, after the collector has run.
     *
     * @param handle what the report begins with
     * @return the reports
     */
    public static List<LogRecord> collectAndTake(String handle) {
        collectGarbage();
        return take(report -> report.getMessage().startsWith(handle));
    }

    /** Runs the collector, and waits until the cleaner has seen what it found. */
    public static void collectGarbage() {
        // What the first round has found is in the queue of the dropped ones by the end of the second one. The queue
        // gives the
        // newest ones first, so what is in it still is awaited, too.
        for (int round = 0; round < 2; round++) {
            CountDownLatch cleaned = new CountDownLatch(1);
            dropDescriptor(cleaned);
            // A collection may find that something still refers to it, such as a thread's frame.
            Bounds.await("the collector and the cleaner").until(() -> {
                System.gc();
                return cleaned.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            });
        }
        Bounds.await("an empty queue of dropped handles").until(LeakReports::queueIsEmpty);
    }

    /** The thread that empties it waits for a time only where it is empty. */
    private static boolean queueIsEmpty() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(CLEANER))
                .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    /** One that is unreported, and that nothing but the latch is behind. */
    private static void dropDescriptor(CountDownLatch cleaned) {
        FileCalls files = (FileCalls) Proxy.newProxyInstance(
                FileCalls.class.getClassLoader(), new Class<?>[] {FileCalls.class}, (proxy, method, arguments) -> {
                    cleaned.countDown();
                    return 0;
                });
        OwnedFd.part(files, 0, "sentinel");
    }

    /** Fails where a handle was reported that no test has dropped on purpose. */
    static void assertNone() {
        List<LogRecord> reports = take(report -> true);
        if (!reports.isEmpty()) {
            AssertionError error = new AssertionError("handles that nobody closed: "
                    + reports.stream().map(LogRecord::getMessage).toList());
            reports.stream()
                    .map(LogRecord::getThrown)
                    .filter(place -> place != null)
                    .forEach(error::addSuppressed);
            throw error;
        }
    }

    private static List<LogRecord> take(Predicate<LogRecord> wanted) {
        List<LogRecord> taken = new ArrayList<>();
        REPORTS.removeIf(report -> wanted.test(report) && taken.add(report));
        return taken;
    }

    private static final class Collecting extends Handler {
        @Override
        public void publish(LogRecord report) {
            REPORTS.add(report);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
