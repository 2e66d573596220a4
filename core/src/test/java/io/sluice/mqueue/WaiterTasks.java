package io.sluice.mqueue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The waiters' threads as the kernel sees them: the JVM calls a thread inside a native call running, asleep or not. */
final class WaiterTasks {
    private static final String PREFIX = "sluice-waiter-";

    private WaiterTasks() {}

    /** How many sleep inside the call they were given. */
    static long blocked() {
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
