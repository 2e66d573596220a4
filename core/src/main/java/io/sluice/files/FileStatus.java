package io.sluice.files;

import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, how long it is, and who may use it.
 *
 * @param type what it is
 * @param size its length in bytes
 * @param allocated how many bytes of memory or disk it has
 * @param mode the permission bits
 * @param userId the id of its owner
 * @param groupId the id of its group
 */
public record FileStatus(FileType type, long size, long allocated, int mode, int userId, int groupId) {
    private static final int PERMISSIONS = 0777;
    /** Of {@code stx_blocks}, whatever the file system. */
    private static final int BLOCK = 512;

    private static final int UNSIGNED_16 = 0xffff;
    private static final int WANTED = FileConstants.STATX_TYPE
            | FileConstants.STATX_SIZE
            | FileConstants.STATX_BLOCKS
            | FileConstants.STATX_MODE
            | FileConstants.STATX_UID
            | FileConstants.STATX_GID;

    /**
     * The status of a path.
     *
     * @param files the binding
     * @param path the path
     * @param flags {@code AT_SYMLINK_NOFOLLOW} for a symbolic link itself, 0 for what it leads to
     * @return the status, or null where the kernel refuses to say
     */
    public static @Nullable FileStatus ofPath(FileCalls files, String path, int flags) {
        return of(files, FileConstants.AT_FDCWD, path, flags);
    }

    /**
     * The status of what is open.
     *
     * @param files the binding
     * @param number the descriptor
     * @return the status, or null where the number is not an open descriptor
     */
    public static @Nullable FileStatus ofDescriptor(FileCalls files, int number) {
        return of(files, number, "", FileConstants.AT_EMPTY_PATH);
    }

    private static @Nullable FileStatus of(FileCalls files, int folder, String path, int flags) {
        NativeMemory memory = NativeMemory.allocate(FileLayouts.STATX_STRUCT_SIZE);
        int result = files.statx(folder, path, flags, WANTED, memory.address());
        memory.keepAlive();
        if (result < 0) {
            return null;
        }
        int mode = memory.bytes().getShort(FileLayouts.STX_MODE) & UNSIGNED_16;
        return new FileStatus(
                FileType.ofMode(mode),
                memory.bytes().getLong(FileLayouts.STX_SIZE),
                memory.bytes().getLong(FileLayouts.STX_BLOCKS) * BLOCK,
                mode & PERMISSIONS,
                memory.bytes().getInt(FileLayouts.STX_UID),
                memory.bytes().getInt(FileLayouts.STX_GID));
    }

    /**
     * Mode, owner and group for a sentence.
     *
     * @return such as "mode 0600, owner 0 and group 0"
     */
    public String access() {
        return String.format("mode %04o, owner %d and group %d", mode, userId, groupId);
    }
}
