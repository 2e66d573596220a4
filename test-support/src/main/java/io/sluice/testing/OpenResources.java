package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM holds at one moment: descriptors of the kinds that the library opens, and its threads. The shared event
 * loop, which lasts as long as the JVM, and pooled threads that have nothing to do are not counted.
 *
 * @param descriptors how many of each kind
 * @param threads the names of the library's threads
 */
public record OpenResources(Map<String, Integer> descriptors, Set<String> threads) {
    private static final String SHARED_LOOP = "sluice-loop";
    private static final String EVENT_POLL = "anon_inode:[eventpoll]";
    private static final String EVENT_COUNTER = "anon_inode:[eventfd]";

    static {
        // The JDK keeps a socket for itself from the first channel on; it is to be in every count.
        try {
            Pipe pipe = Pipe.open();
            pipe.sink().close();
            pipe.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks now.
     *
     * @return what is open
     */
    public static OpenResources now() {
        Map<String, Integer> descriptors = descriptorsNow();
        Set<String> threads = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(SHARED_LOOP)) {
                descriptors.computeIfPresent(EVENT_POLL, (kind, count) -> count == 1 ? null : count - 1);
                descriptors.computeIfPresent(EVENT_COUNTER, (kind, count) -> count == 1 ? null : count - 1);
            } else if (isOurs(thread) && !isIdle(thread)) {
                threads.add(thread.getName());
            }
        }
        return new OpenResources(descriptors, threads);
    }

    /** Whether a descriptor is open that was not then. */
    boolean isMoreNow() {
        return now().descriptors.entrySet().stream()
                .anyMatch(kind -> kind.getValue() > descriptors.getOrDefault(kind.getKey(), 0));
    }

    /** Waits until no more is open than there was. Fails with what is left. */
    public void awaitNothingMore() {
        Bounds.await("descriptors and threads to be given back").untilAsserted(() -> {
            OpenResources now = now();
            now.descriptors.forEach((kind, count) -> assertThat(count)
                    .as("open descriptors: %s", kind)
                    .isLessThanOrEqualTo(descriptors.getOrDefault(kind, 0)));
            assertThat(threads).as("threads of the library").containsAll(now.threads);
        });
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("sluice-") || EventLoop.isEventLoopThread(thread);
    }

    /** A pooled thread in the kernel counts as running in the eyes of the JVM; one that waits for work does not. */
    private static boolean isIdle(Thread thread) {
        boolean endsByItself = thread.getName().startsWith("sluice-waiter-")
                || thread.getName().equals("sluice-interrupter")
                || thread.getName().equals("sluice-dropped-handles") // with the last open handle
                || thread.getName().equals("sluice-watchdog"); // with the last loop, and the shared one may run
        return endsByItself && thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static Map<String, Integer> descriptorsNow() {
        Map<String, Integer> counts = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path entry : entries) {
                String kind = kind(entry);
                if (kind != null) {
                    counts.merge(kind, 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    private static @Nullable String kind(Path entry) {
        String target;
        try {
            target = Files.readSymbolicLink(entry).toString();
        } catch (IOException closedMeanwhile) {
            return null;
        }
        if (target.startsWith("socket:")) {
            return "socket";
        }
        if (target.matches("/[^/]+")) {
            return "message queue " + target; // the file system of the queues has no folders
        }
        if (target.startsWith("pidfd:")) {
            return "anon_inode:[pidfd]"; // as kernels with a file system of them show it
        }
        return target.matches("anon_inode:\\[(eventpoll|eventfd|timerfd|signalfd|pidfd)]") ? target : null;
    }
}
