package io.sluice.libc;

/**
 * Offsets in bytes of {@code struct ipc_perm}, which the status of each System V object begins with; the same on x86-64
 * and on aarch64.
 */
public final class SysvIpcLayouts {
    /** Offset of {@code __key}. */
    public static final int IPC_PERM_KEY = 0;
    /** Offset of {@code uid}. */
    public static final int IPC_PERM_UID = 4;
    /** Offset of {@code gid}. */
    public static final int IPC_PERM_GID = 8;
    /** Offset of {@code cuid}. */
    public static final int IPC_PERM_CUID = 12;
    /** Offset of {@code cgid}. */
    public static final int IPC_PERM_CGID = 16;
    /** Offset of {@code mode}, of which old C libraries know the lower two bytes only. */
    public static final int IPC_PERM_MODE = 20;

    private SysvIpcLayouts() {}
}
