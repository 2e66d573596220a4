package io.sluice.sysvipc.internal;

import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvIpcLayouts;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import java.nio.ByteBuffer;

/** The {@code struct ipc_perm} that the status of each System V object begins with. */
public final class IpcPerm {
    private static final int MODE_MASK = 0777;
    /** Old C libraries fill the lower two bytes only. */
    private static final int LOW_TWO_BYTES = 0xffff;

    private IpcPerm() {}

    /**
     * Refuses what is no mode.
     *
     * @param mode permission bits
     * @return the same
     * @throws IllegalArgumentException if there are other bits than 0777 in it
     */
    public static int checkMode(int mode) {
        if ((mode & ~MODE_MASK) != 0) {
            throw new IllegalArgumentException("mode must be from 0 to 0777 (octal), but was " + mode + " (decimal)");
        }
        return mode;
    }

    /**
     * Reads the key.
     *
     * @param status what begins with the struct
     * @return the key
     */
    public static IpcKey key(ByteBuffer status) {
        int key = status.getInt(SysvIpcLayouts.IPC_PERM_KEY);
        return key == SysvIpcConstants.IPC_PRIVATE ? IpcKey.PRIVATE : IpcKey.of(key);
    }

    /**
     * Reads owner, creator and mode.
     *
     * @param status what begins with the struct
     * @return the permissions
     */
    public static IpcPermissions permissions(ByteBuffer status) {
        return new IpcPermissions(
                status.getInt(SysvIpcLayouts.IPC_PERM_MODE) & LOW_TWO_BYTES & MODE_MASK,
                status.getInt(SysvIpcLayouts.IPC_PERM_UID),
                status.getInt(SysvIpcLayouts.IPC_PERM_GID),
                status.getInt(SysvIpcLayouts.IPC_PERM_CUID),
                status.getInt(SysvIpcLayouts.IPC_PERM_CGID));
    }

    /**
     * Writes what {@code IPC_SET} changes.
     *
     * @param status what begins with the struct
     * @param userId the owner's user id
     * @param groupId the owner's group id
     * @param mode the permission bits
     */
    public static void put(ByteBuffer status, int userId, int groupId, int mode) {
        status.putInt(SysvIpcLayouts.IPC_PERM_UID, userId);
        status.putInt(SysvIpcLayouts.IPC_PERM_GID, groupId);
        status.putInt(SysvIpcLayouts.IPC_PERM_MODE, mode);
    }
}
