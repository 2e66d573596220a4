package io.sluice.benchmarks.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The processor time of this process. */
final class CpuTime {
    private static final Path THREADS = Path.of("/proc/self/task");
    /** How the names of Sluice's threads begin, of which the kernel knows the first 15 characters. */
    private static final String OWN = "sluice-";

    private static final Path PROC = Path.of("/proc");
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private CpuTime() {}

    /**
     * Nanoseconds of all threads that live. The scheduler counts them exactly, whereas the JVM's own number may be one of
     * ticks of ten milliseconds; that is given where the kernel has no {@code schedstat}.
     */
    static long ofAllThreads() throws IOException {
        long sum = sum(false);
        return sum > 0 ? sum : SYSTEM.getProcessCpuTime();
    }

    /** The same without the calling thread, which takes some milliseconds to look at all the others. */
    static long ofOtherThreads() throws IOException {
        Path own = PROC.resolve(Files.readSymbolicLink(PROC.resolve("thread-self")));
        return ofAllThreads() - ofThread(own);
    }

    /** Nanoseconds of Sluice's threads that live; 0 where the kernel has no {@code schedstat}. */
    static long ofOwnThreads() throws IOException {
        return sum(true);
    }

    private static long sum(boolean onlyOwn) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                sum += !onlyOwn || isOwn(thread) ? ofThread(thread) : 0;
            }
        }
        return sum;
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
}
