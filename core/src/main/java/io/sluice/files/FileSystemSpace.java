package io.sluice.files;

import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.memory.NativeMemory;

/** How large a file system is, for errors about one that is full. */
public final class FileSystemSpace {
    private FileSystemSpace() {}

    /**
     * The space of the file system that a folder is on.
     *
     * @param files the binding
     * @param folder the folder
     * @return words behind "which", such as "has 67108864 bytes, of which 4096 are free"
     */
    public static String ofPath(FileCalls files, String folder) {
        int number = files.open(folder, FileConstants.O_RDONLY | FileConstants.O_CLOEXEC);
        if (number < 0) {
            return "cannot be opened";
        }
        try {
            return ofDescriptor(files, number);
        } finally {
            files.close(number);
        }
    }

    /**
     * The space of the file system that an open file is on.
     *
     * @param files the binding
     * @param number the descriptor
     * @return words behind "which", such as "has 67108864 bytes, of which 4096 are free"
     */
    public static String ofDescriptor(FileCalls files, int number) {
        NativeMemory status = NativeMemory.allocate(FileLayouts.STATFS_SIZE);
        int result = files.fstatfs(number, status.address());
        status.keepAlive();
        if (result < 0) {
            return "does not say how large it is";
        }
        long block = status.bytes().getLong(FileLayouts.STATFS_BSIZE);
        return "has " + block * status.bytes().getLong(FileLayouts.STATFS_BLOCKS) + " bytes, of which "
                + block * status.bytes().getLong(FileLayouts.STATFS_BAVAIL) + " are free";
    }
}
