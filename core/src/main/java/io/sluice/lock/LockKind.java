package io.sluice.lock;

/**
 * Which of the kernel's kinds of lock. Locks of {@link #FLOCK} and of the other two do not see each other: all who use a file
 * need the same kind.
 *
 * <pre>{@code
 * LockFile file = LockFile.open(Path.of("/run/plant/lock"), LockFileOptions.create().kind(LockKind.FLOCK));
 * }</pre>
 */
public enum LockKind {
    /**
     * A lock on a range of bytes that belongs to the open file description, {@code F_OFD_SETLK}. It conflicts with {@link
     * #CLASSIC} locks.
     */
    OFD("an open file description lock"),
    /** A lock on the whole file that belongs to the open file description, {@code flock(2)}. The command {@code flock} uses it. */
    FLOCK("a lock of flock"),
    /**
     * A lock on a range of bytes that belongs to the process, {@code F_SETLK} or {@code lockf(3)}. Only others hold it here,
     * as C programs do, and Java's {@link java.nio.channels.FileChannel#lock()}: a process loses it when any code in it closes
     * any descriptor of the file.
     */
    CLASSIC("a classic lock");

    private final String words;

    LockKind(String words) {
        this.words = words;
    }

    /** For a sentence. */
    String words() {
        return words;
    }

    /** Whether locks of the two kinds know of each other. */
    boolean sees(LockKind other) {
        return (this == FLOCK) == (other == FLOCK);
    }
}
