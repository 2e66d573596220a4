package io.sluice.sysvmsg;

/** What a System V queue is opened for. The kernel checks the permissions when the queue is opened and at each call. */
public enum SysvAccess {
    /** Receiving, browsing and asking for the status. */
    READ(0400),
    /** Sending only. */
    WRITE(0200),
    /** All of it. */
    READ_WRITE(0600);

    private final int permissions;

    SysvAccess(int permissions) {
        this.permissions = permissions;
    }

    int permissions() {
        return permissions;
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
