package io.sluice.lock;

import io.sluice.libc.LockConstants;

/**
 * Whether others may have a lock on the same bytes.
 *
 * <pre>{@code
 * if (file.tryLock(LockMode.SHARED, LockRange.whole())) {
 *     System.out.println("nobody writes now");
 * }
 * }</pre>
 */
public enum LockMode {
    /** Others may have shared locks, and nobody an exclusive one: a read lock. */
    SHARED((short) LockConstants.F_RDLCK, LockConstants.LOCK_SH, "a shared lock"),
    /** Nobody else has a lock: a write lock. */
    EXCLUSIVE((short) LockConstants.F_WRLCK, LockConstants.LOCK_EX, "an exclusive lock");

    private final short type;
    private final int operation;
    private final String words;

    LockMode(short type, int operation, String words) {
        this.type = type;
        this.operation = operation;
        this.words = words;
    }

    /** The {@code l_type} of {@code fcntl}. */
    short type() {
        return type;
    }

    /** The operation of {@code flock}. */
    int operation() {
        return operation;
    }

    /** For a sentence. */
    String words() {
        return words;
    }

    boolean conflictsWith(LockMode other) {
        return this == EXCLUSIVE || other == EXCLUSIVE;
    }
}
