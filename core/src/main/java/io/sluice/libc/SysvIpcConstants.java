package io.sluice.libc;

/**
 * The constants that the three kinds of System V IPC have in common, under their C names; the same on x86-64 and on
 * aarch64.
 */
public final class SysvIpcConstants {
    /** The key of an object that no key leads to. */
    public static final int IPC_PRIVATE = 0;
    /** Create what is missing. */
    public static final int IPC_CREAT = 0x200;
    /** With {@link #IPC_CREAT}: fail where it exists. */
    public static final int IPC_EXCL = 0x400;
    /** Never wait. */
    public static final int IPC_NOWAIT = 0x800;
    /** Remove. */
    public static final int IPC_RMID = 0;
    /** Change owner, mode and size. */
    public static final int IPC_SET = 1;
    /** Read the status. */
    public static final int IPC_STAT = 2;
    /** Read the limits. */
    public static final int IPC_INFO = 3;

    private SysvIpcConstants() {}
}
