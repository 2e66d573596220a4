package io.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The waiting threads as the kernel sees them. To the JVM, a thread inside a native call runs, asleep or not. */
public final class BlockedThreads {
    private static final String PREFIX = "sluice-waiter-";

    private BlockedThreads() {}

    /** Waits until so many sleep in the kernel. */
    public static void await(int count) {
        Bounds.await(count + " threads asleep in the kernel").until(() -> count() == count);
    }

    /**
     * How many sleep inside the call they were given. A thread that sleeps for a moment, as at a safepoint or while another
     * thread initializes a class, has been awake between two looks.
     */
    public static long count() {
        Map<Path, String> asleep = asleep();
        long idle = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(PREFIX))
                .filter(thread -> thread.getState() != Thread.State.RUNNABLE)
                .count();
        asleep.entrySet().retainAll(asleep().entrySet());
        return asleep.size() - idle;
    }

    /** The threads that sleep, each with the number of times it has begun to. */
    private static Map<Path, String> asleep() {
        Map<Path, String> asleep = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                List<String> status = status(task);
                if (has(status, "Name:\t" + PREFIX) && has(status, "State:\tS")) {
                    asleep.put(task, find(status, "voluntary_ctxt_switches:"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return asleep;
    }

    private static boolean has(List<String> status, String begin) {
        return !find(status, begin).isEmpty();
    }

    private static String find(List<String> status, String begin) {
        return status.stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElse("");
    }

    private static List<String> status(Path task) {
        try {
            return Files.readAllLines(task.resolve("status"));
        } catch (IOException ended) {
            return List.of();
        }
    }
}
