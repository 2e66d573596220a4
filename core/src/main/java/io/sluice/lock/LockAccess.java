package io.sluice.lock;

import io.sluice.libc.FileConstants;

/**
 * For what a file is opened in order to lock it. The kernel wants a readable file for a shared {@link LockKind#OFD} lock, and
 * a writable one for an exclusive one. {@link LockKind#FLOCK} takes either.
 *
 * <pre>{@code
 * LockFileOptions watching = LockFileOptions.create().access(LockAccess.READ);
 * }</pre>
 */
public enum LockAccess {
    /** For reading: shared {@link LockKind#OFD} locks. */
    READ(FileConstants.O_RDONLY, "reading"),
    /** For writing: exclusive {@link LockKind#OFD} locks. */
    WRITE(FileConstants.O_WRONLY, "writing"),
    /** For both: all locks. */
    READ_WRITE(FileConstants.O_RDWR, "reading and writing");

    private final int flags;
    private final String words;

    LockAccess(int flags, String words) {
        this.flags = flags;
        this.words = words;
    }

    /** The flags of {@code open}. */
    int flags() {
        return flags;
    }

    /** For a sentence. */
    String words() {
        return words;
    }

    /** Whether the kernel gives an OFD lock of this mode to a file that was opened so. */
    boolean allows(LockMode mode) {
        return this == READ_WRITE || this == (mode == LockMode.SHARED ? READ : WRITE);
    }
}
