package io.sluice.mqueue;

import io.sluice.libc.FileConstants;

/** What a POSIX queue is opened for. */
public enum PosixAccess {
    /** Receiving only ({@code O_RDONLY}). */
    READ(FileConstants.O_RDONLY),
    /** Sending only ({@code O_WRONLY}). */
    WRITE(FileConstants.O_WRONLY),
    /** Sending and receiving ({@code O_RDWR}). */
    READ_WRITE(FileConstants.O_RDWR);

    private final int flag;

    PosixAccess(int flag) {
        this.flag = flag;
    }

    /** The access in the flags of an open file. */
    static PosixAccess ofFlags(int flags) {
        return values()[flags & FileConstants.O_ACCMODE];
    }

    int flag() {
        return flag;
    }

    /**
     * Whether messages can be received.
     *
     * @return true unless opened for sending only
     */
    public boolean canReceive() {
        return this != WRITE;
    }

    /**
     * Whether messages can be sent.
     *
     * @return true unless opened for receiving only
     */
    public boolean canSend() {
        return this != READ;
    }
}
