package io.sluice.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How many signals are pending for the user of a process, and how many may be: {@code RLIMIT_SIGPENDING} of that process.
 *
 * @param count those that are pending
 * @param limit as many as may be
 */
record PendingSignals(long count, long limit) {
    private static final String FIELD = "SigQ:";

    /** What the kernel says of a process; empty where it does not say it. */
    static Optional<PendingSignals> of(String pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", pid, "status"), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith(FIELD)) {
                String[] numbers = line.substring(FIELD.length()).strip().split("/", 2);
                return Optional.of(new PendingSignals(Long.parseLong(numbers[0]), Long.parseUnsignedLong(numbers[1])));
            }
        }
        return Optional.empty();
    }

    boolean isLimitReached() {
        return Long.compareUnsigned(count, limit) >= 0;
    }

    @Override
    public String toString() {
        return count + " of " + Long.toUnsignedString(limit);
    }
}
