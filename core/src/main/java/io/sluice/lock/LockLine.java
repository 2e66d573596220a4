package io.sluice.lock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line about a lock in {@code /proc/locks}, or about one of its open file in {@code /proc/PID/fdinfo}.
 *
 * @param pid the process that took it; -1 for an open file description lock
 * @param file the file, as {@link LockedFile} names it
 */
record LockLine(LockKind kind, LockMode mode, long pid, String file, LockRange range) {
    /** A waiter has an arrow in front of the kind. The spaces are the kernel's, and differ. */
    private static final Pattern LINE =
            Pattern.compile("(?:lock:\\s*)?\\d+: (FLOCK|POSIX|OFDLCK)\\s+\\S+\\s+(READ|WRITE)\\s+"
                    + "(-?\\d{1,10})\\s+([0-9a-f]+:[0-9a-f]+:\\d+)\\s+(\\d{1,19})\\s+(EOF|\\d{1,19})\\s*");

    /** The locks among some lines; waiters, leases and whatever else is there are left out. */
    static Stream<LockLine> parsed(Stream<String> lines) {
        return lines.map(LINE::matcher).filter(Matcher::matches).map(LockLine::of);
    }

    private static LockLine of(Matcher line) {
        LockKind kind = switch (line.group(1)) {
            case "FLOCK" -> LockKind.FLOCK;
            case "POSIX" -> LockKind.CLASSIC;
            default -> LockKind.OFD;
        };
        LockMode mode = line.group(2).equals("WRITE") ? LockMode.EXCLUSIVE : LockMode.SHARED;
        long from = Long.parseLong(line.group(5));
        boolean toEnd = line.group(6).equals("EOF");
        LockRange range = LockRange.of(from, toEnd ? 0 : Long.parseLong(line.group(6)) - from + 1);
        return new LockLine(kind, mode, Long.parseLong(line.group(3)), line.group(4), range);
    }

    /** Whether this is the same lock, as far as the lines tell. */
    boolean isAlso(LockLine other) {
        return kind == other.kind && mode == other.mode && range.equals(other.range) && pid == other.pid;
    }
}
