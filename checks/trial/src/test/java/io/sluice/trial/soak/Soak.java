package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.lock.LockKind;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.LeakReports;
import io.sluice.testing.OpenResources;
import io.sluice.trial.Trial;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

/**
 * A JVM with a hundred queues, ten timers, some FIFOs, rings, words, signals, children, folders, semaphores and locks, paced by a
 * timer of the library: {@code Soak SECONDS SECONDS_PER_CHECK FOLDER}. Fails where a message was lost, a stream failed or stood
 * still, something grew, or something is left at the end.
 */
final class Soak {
    private static final int POSIX_LANES = 60;
    private static final int SYSV_LANES = 40;
    private static final int TIMER_LANES = 10;
    private static final int PIPE_LANES = 12;
    private static final int SIGNAL_LANES = 3;
    private static final int PROCESS_LANES = 2;
    private static final int FOLDER_LANES = 3;
    private static final int SEMAPHORE_LANES = 6;
    private static final int LOCK_LANES = 4;
    private static final int RING_LANES = 6;
    private static final int WORD_LANES = 3;
    private static final int LOOPS = 3;
    private static final Duration PACE = Duration.ofMillis(5);
    private static final Duration ENOUGH_TO_BE_FLAT = Duration.ofMinutes(1);

    private final Totals totals = new Totals();
    private final List<Lane> lanes = new ArrayList<>();
    private final Random random = Trial.random("soak");
    private final Series series = new Series();
    private final long start = System.nanoTime();
    private final Duration length;
    private final Duration period;

    private Soak(Duration length, Duration period) {
        this.length = length;
        this.period = period;
    }

    public static void main(String[] arguments) throws IOException {
        Soak soak = new Soak(
                Duration.ofSeconds(Long.parseLong(arguments[0])), Duration.ofSeconds(Long.parseLong(arguments[1])));
        soak.run(Path.of(arguments[2]));
    }

    private void run(Path folder) throws IOException {
        Hooks.onErrorDropped(error -> totals.failed("an error that nobody was there for", error));
        OpenResources before = OpenResources.now();
        long bytesBefore = Gauges.QUEUE_BYTES.read();
        List<EventLoop> loops = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            loops.add(EventLoop.create());
        }
        Path names = Files.createTempDirectory("sluice-soak-");
        makeLanes(loops, names);
        lanes.forEach(Lane::open);
        long queueBytes = bytesBefore + POSIX_LANES * PosixMqLimits.cost(PosixLane.MAX_MESSAGES, PosixLane.MAX_SIZE);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Timers.create()
                    .every(PACE)
                    .publishOn(Schedulers.fromExecutorService(thread), 1)
                    .doOnNext(tick -> step(queueBytes))
                    .takeWhile(tick -> since().compareTo(length) < 0)
                    .blockLast();
        } finally {
            thread.shutdown();
            series.write(folder);
        }
        lanes.forEach(lane -> lane.end(true));
        loops.forEach(EventLoop::close);
        String summary = summary();
        Files.writeString(folder.resolve("soak.md"), summary);
        Files.writeString(folder.resolve("soak.tsv"), rows() + series.rows());
        System.out.println(summary);
        Files.delete(names); // which is empty
        check(before, bytesBefore);
        System.out.println("flat");
    }

    private void makeLanes(List<EventLoop> loops, Path names) {
        for (int i = 0; i < PIPE_LANES; i++) {
            lanes.add(new PipeLane(totals, names, i, () -> any(loops)));
        }
        for (int i = 0; i < SIGNAL_LANES; i++) {
            lanes.add(new SignalLane(totals, i, () -> any(loops)));
        }
        for (int i = 0; i < PROCESS_LANES; i++) {
            lanes.add(new ProcessLane(totals, () -> any(loops)));
        }
        for (int i = 0; i < FOLDER_LANES; i++) {
            lanes.add(new FolderLane(totals, names, i, () -> any(loops)));
        }
        for (int i = 0; i < SEMAPHORE_LANES; i++) {
            lanes.add(
                    i % 2 == 0
                            ? new PosixSemaphoreLane(totals, i, () -> any(loops))
                            : new SysvSemaphoreLane(totals, () -> any(loops)));
        }
        for (int i = 0; i < LOCK_LANES; i++) {
            LockKind kind = i % 2 == 0 ? LockKind.OFD : LockKind.FLOCK;
            lanes.add(new LockLane(totals, names.resolve("lock-" + i), kind, () -> any(loops)));
        }
        for (int i = 0; i < RING_LANES; i++) {
            lanes.add(new RingLane(totals, i, () -> any(loops)));
        }
        for (int i = 0; i < WORD_LANES; i++) {
            lanes.add(new WordLane(totals, () -> any(loops)));
        }
        for (int i = 0; i < POSIX_LANES; i++) {
            lanes.add(new PosixLane(totals, i, () -> any(loops)));
        }
        for (int i = 0; i < SYSV_LANES; i++) {
            lanes.add(new SysvLane(totals));
        }
        for (int i = 0; i < TIMER_LANES; i++) {
            lanes.add(new TimerLane(totals, () -> any(loops)));
        }
    }

    private EventLoop any(List<EventLoop> loops) {
        return loops.get(random.nextInt(loops.size()));
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void step(long queueBytes) {
        totals.assertNothingFailed();
        lanes.get(random.nextInt(lanes.size())).step(random);
        if (since().compareTo(period.multipliedBy(series.size() + 1L)) >= 0) {
            Map<Gauges, Long> sample = Gauges.readAll();
            series.add(since(), sample);
            long used = sample.get(Gauges.QUEUE_BYTES);
            if (used != queueBytes) {
                throw new AssertionError("the queues use " + used + " bytes of RLIMIT_MSGQUEUE, and not " + queueBytes);
            }
            System.out.println(
                    String.format(Locale.ROOT, "%.1f min: %s", since().toMillis() / 60_000.0, sample.values()));
        }
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "%d s, %d checks: %,d messages sent and each accounted for, %,d refused by a full queue;"
                        + " %,d subscriptions, %,d openings; %.1f %% of a core.%n%n%s%n%s",
                since().toSeconds(),
                series.size(),
                totals.sent.get(),
                totals.refused.get(),
                totals.subscriptions(),
                totals.openings.get(),
                shareOfACore(),
                series.summary(),
                totals.summary());
    }

    /** For the report: a section, the name of a row, and its values behind their columns. */
    private String rows() {
        return String.format(
                Locale.ROOT,
                "soak-sums\tall at once\tseconds\t%,d\tmessages\t%,d\trefused\t%,d\tsubscriptions\t%,d\topenings\t%,d"
                        + "\tshare of a core\t%.1f %%%n",
                since().toSeconds(),
                totals.sent.get(),
                totals.refused.get(),
                totals.subscriptions(),
                totals.openings.get(),
                shareOfACore());
    }

    private double shareOfACore() {
        double cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        return 100 * cpu / since().toNanos();
    }

    private void check(OpenResources before, long bytesBefore) {
        totals.assertNothingFailed();
        // In some seconds a machine that is slow to begin still grows; what is left behind shows then, too.
        boolean isShort = length.compareTo(ENOUGH_TO_BE_FLAT) < 0;
        List<String> grown = series.grown();
        if (!grown.isEmpty() && !isShort) {
            throw new AssertionError("grown: " + grown);
        }
        List<StreamKind> starved = totals.starved(isShort);
        if (!starved.isEmpty()) {
            throw new AssertionError("nothing was received by " + starved);
        }
        LeakReports.collectGarbage(); // what is reported now fails the test, too
        before.awaitNothingMore();
        Bounds.await("pipes, rings, words and inotify instances to be closed").until(Soak::noneIsOpen);
        long bytes = Gauges.QUEUE_BYTES.read();
        if (bytes != bytesBefore
                || !SysvMessageQueue.list().isEmpty()
                || !SysvSemaphoreSet.list().isEmpty()) {
            throw new AssertionError(
                    "left: " + bytes + " bytes in queues, " + SysvMessageQueue.list() + SysvSemaphoreSet.list());
        }
    }

    /** Only the JDK has pipes now, for its children: they have no name. */
    private static boolean noneIsOpen() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(Soak::target)
                    .noneMatch(name -> name.contains("sluice-soak-") || name.contains("inotify"));
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
