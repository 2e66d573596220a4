package io.sluice.benchmarks.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of threads of this process up to a moment.
 *
 * @param ofThreads the nanoseconds of each thread that lived then. The scheduler counts them exactly, whereas the JVM's own
 *     number may be one of ticks of ten milliseconds
 * @param ofProcess what the JVM said of the process, for kernels that have no {@code schedstat}
 */
record CpuTime(Map<Path, Long> ofThreads, long ofProcess) {
    /** Before anything was done. */
    static final CpuTime NONE = new CpuTime(Map.of(), 0);

    private static final Path THREADS = Path.of("/proc/self/task");
    /** How the names of Sluice's threads begin, of which the kernel knows the first 15 characters. */
    private static final String OWN = "sluice-";

    private static final Path PROC = Path.of("/proc");
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static CpuTime ofAllThreads() throws IOException {
        return new CpuTime(times(thread -> true), SYSTEM.getProcessCpuTime());
    }

    /** The same without the calling thread, which takes some milliseconds to look at all the others. */
    static CpuTime ofOtherThreads() throws IOException {
        CpuTime all = ofAllThreads();
        Path own = Files.readSymbolicLink(PROC.resolve("thread-self")).getFileName();
        all.ofThreads.remove(own);
        return all;
    }

    /** Of Sluice's threads alone; no time where the kernel has no {@code schedstat}. */
    static CpuTime ofOwnThreads() throws IOException {
        return new CpuTime(times(CpuTime::isOwn), 0);
    }

    private static Map<Path, Long> times(DirectoryStream.Filter<Path> counted) throws IOException {
        Map<Path, Long> times = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS, counted)) {
            for (Path thread : threads) {
                times.put(thread.getFileName(), ofThread(thread));
            }
        }
        return times;
    }

    private static boolean isOwn(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm")).startsWith(OWN);
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    private static long ofThread(Path thread) throws IOException {
        try {
            String statistics = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(statistics.substring(0, statistics.indexOf(' ')));
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /** Nanoseconds from an earlier moment to this one. A thread that has ended meanwhile does not count. */
    long since(CpuTime before) {
        boolean counted = ofThreads.values().stream().anyMatch(nanos -> nanos > 0);
        return counted ? sumSince(before.ofThreads) : ofProcess - before.ofProcess;
    }

    private long sumSince(Map<Path, Long> before) {
        return ofThreads.entrySet().stream()
                .mapToLong(thread -> Math.max(0, thread.getValue() - before.getOrDefault(thread.getKey(), 0L)))
                .sum();
    }
}
