package io.sluice.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one thread of this process does with signals; bit 0 is signal 1.
 *
 * @param threadId the thread
 * @param pending those that wait for this thread alone
 * @param blocked those that it holds back
 * @param asleep whether it sleeps in a call that a signal could interrupt
 */
record ThreadMasks(int threadId, long pending, long blocked, boolean asleep) {
    /** SIGSEGV. Who blocks this one blocks all that can be blocked, most often for a moment only: to start a thread. */
    private static final long BLOCKED_WITH_ALL = 1L << 10;

    private static final Path THREADS = Path.of("/proc/self/task");
    /** How many lists there may be until one of them has all threads. */
    private static final int LISTS = 100;

    /**
     * What one look at the threads of this process has found.
     *
     * @param threads each that runs still
     * @param whole whether none was missed. Where threads end all the time, some may be
     */
    record Look(List<ThreadMasks> threads, boolean whole) {}

    /** Looks at all threads of this process, one after the other. */
    static Look lookAtAll() throws IOException {
        Set<String> listed = listed();
        boolean whole = false;
        for (int i = 0; i < LISTS && !whole; i++) {
            // The kernel leaves out others where the thread that it has just listed ends.
            Set<String> next = listed();
            whole = next.containsAll(listed);
            listed = next;
        }
        List<ThreadMasks> threads = new ArrayList<>();
        for (String threadId : listed) {
            List<String> status = status(THREADS.resolve(threadId));
            if (!status.isEmpty()) {
                threads.add(new ThreadMasks(
                        Integer.parseInt(threadId),
                        mask(status, "SigPnd:"),
                        mask(status, "SigBlk:"),
                        isAsleep(status)));
            }
        }
        return new Look(threads, whole);
    }

    private static Set<String> listed() throws IOException {
        Set<String> threadIds = new LinkedHashSet<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            threads.forEach(thread -> threadIds.add(thread.getFileName().toString()));
        }
        return threadIds;
    }

    private static List<String> status(Path thread) throws IOException {
        try {
            // The name of a thread is cut to fifteen bytes, which may be inside a character.
            return Files.readAllLines(thread.resolve("status"), StandardCharsets.ISO_8859_1);
        } catch (IOException endedOrUnreadable) {
            if (Files.exists(thread)) {
                throw endedOrUnreadable; // as where descriptors are used up
            }
            return List.of();
        }
    }

    private static long mask(List<String> status, String name) {
        for (String line : status) {
            if (line.startsWith(name)) {
                return Long.parseUnsignedLong(line.substring(name.length()).strip(), 16);
            }
        }
        return 0;
    }

    private static boolean isAsleep(List<String> status) {
        return status.stream().anyMatch(line -> line.startsWith("State:\tS"));
    }

    private boolean blocksAll() {
        return (blocked & BLOCKED_WITH_ALL) != 0;
    }

    /**
     * The signals that have a primer on this thread, or need none. A primer that waits for the thread runs the handler before
     * anything else. A thread that blocks everything is about to restore another mask.
     */
    long primed() {
        return pending | (blocksAll() ? 0 : blocked);
    }

    /**
     * The signals that neither this thread nor one that it starts will take. While it starts a thread, it blocks everything and
     * does not sleep, and the new one gets the mask of before, whatever primer waits for its starter.
     */
    long settled() {
        return blocksAll() && !asleep ? 0 : primed();
    }
}
