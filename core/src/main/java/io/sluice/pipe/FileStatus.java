package io.sluice.pipe;

import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.memory.NativeMemory;
import org.jspecify.annotations.Nullable;

/** What a file is, and who may use it. */
record FileStatus(FileType type, int mode, int userId, int groupId) {
    private static final int PERMISSIONS = 0777;
    private static final int UNSIGNED_16 = 0xffff;
    private static final int WANTED =
            FileConstants.STATX_TYPE | FileConstants.STATX_MODE | FileConstants.STATX_UID | FileConstants.STATX_GID;

    /** Null where the kernel refuses to say. */
    static @Nullable FileStatus ofPath(FileCalls files, String path, SymbolicLinks links) {
        int flags = links == SymbolicLinks.FOLLOW ? 0 : FileConstants.AT_SYMLINK_NOFOLLOW;
        return of(files, FileConstants.AT_FDCWD, path, flags);
    }

    /** Null where the number is not an open descriptor. */
    static @Nullable FileStatus ofDescriptor(FileCalls files, int number) {
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
                mode & PERMISSIONS,
                memory.bytes().getInt(FileLayouts.STX_UID),
                memory.bytes().getInt(FileLayouts.STX_GID));
    }

    /** Mode, owner and group for a sentence. */
    String access() {
        return String.format("mode %04o, owner %d and group %d", mode, userId, groupId);
    }
}
