package io.sluice.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one thread of this process does with signals; bit 0 is signal 1.
 *
 * @param threadId the thread
 * @param pending those that wait for this thread alone
 * @param blocked those that it holds back
 */
record ThreadMasks(int threadId, long pending, long blocked) {
    /** SIGSEGV. Who blocks this one blocks all that can be blocked, most often for a moment only: to start a thread. */
    private static final long BLOCKED_WITH_ALL = 1L << 10;

    /** Of all threads. One that has ended meanwhile is not among them. */
    static List<ThreadMasks> ofAllThreads() throws IOException {
        List<ThreadMasks> all = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                int threadId = Integer.parseInt(thread.getFileName().toString());
                List<String> status = status(thread);
                if (!status.isEmpty()) {
                    all.add(new ThreadMasks(threadId, mask(status, "SigPnd:"), mask(status, "SigBlk:")));
                }
            }
        }
        return all;
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

    /**
     * The signals that will not end the process on this thread. A primer that waits for the thread runs the handler before
     * anything else. A thread that blocks everything is about to restore another mask.
     */
    long settled() {
        return pending | ((blocked & BLOCKED_WITH_ALL) == 0 ? blocked : 0);
    }
}
