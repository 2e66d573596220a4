package io.sluice.sysvmsg;

import io.sluice.testing.Bounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The waiters' threads as the kernel sees them: the JVM calls a thread inside a native call running, asleep or not. */
final class WaiterThreads {
    private static final String PREFIX = "sluice-waiter-";

    private WaiterThreads() {}

    static void awaitBlocked(int count) {
        Bounds.await(count + " threads asleep in the kernel").until(() -> blocked() == count);
    }

    private static long blocked() {
        long idle = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(PREFIX))
                .filter(thread -> thread.getState() != Thread.State.RUNNABLE)
                .count();
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
        return asleep - idle;
    }

    private static String stat(Path task) {
        try {
            return Files.readString(task.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }
}
