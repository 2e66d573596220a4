package io.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The waiting threads as the kernel sees them. To the JVM, a thread inside a native call runs, asleep or not. */
public final class BlockedThreads {
    private static final String PREFIX = "sluice-waiter-";

    private BlockedThreads() {}

    /** Waits until so many sleep in the kernel. */
    public static void await(int count) {
        Bounds.await(count + " threads asleep in the kernel").until(() -> count() == count);
    }

    /** How many sleep inside the call they were given. */
    public static long count() {
        long idle = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(PREFIX))
                .filter(thread -> thread.getState() != Thread.State.RUNNABLE)
                .count();
        return asleep() - idle;
    }

    private static long asleep() {
        long asleep = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String stat = stat(task);
                if (stat.contains("(" + PREFIX) && stat.contains(") S ")) {
                    asleep++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return asleep;
    }

    private static String stat(Path task) {
        try {
            return Files.readString(task.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }
}
