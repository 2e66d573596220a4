package io.sluice.files;

import io.sluice.libc.FileConstants;

/** What a file is, in words for errors. */
public enum FileType {
    /** A FIFO, or a pipe. */
    FIFO(FileConstants.S_IFIFO, "a FIFO"),
    /** A file with bytes. */
    REGULAR(FileConstants.S_IFREG, "a regular file"),
    /** A folder. */
    FOLDER(FileConstants.S_IFDIR, "a folder"),
    /** A socket. */
    SOCKET(FileConstants.S_IFSOCK, "a socket"),
    /** A symbolic link. */
    SYMBOLIC_LINK(FileConstants.S_IFLNK, "a symbolic link"),
    /** A character device. */
    CHARACTER_DEVICE(FileConstants.S_IFCHR, "a character device, such as a terminal"),
    /** A block device. */
    BLOCK_DEVICE(FileConstants.S_IFBLK, "a block device"),
    /** Such as an eventfd: the kernel gives it no type. */
    OTHER(0, "another kind of descriptor");

    private final int bits;
    private final String words;

    FileType(int bits, String words) {
        this.bits = bits;
        this.words = words;
    }

    static FileType ofMode(int mode) {
        for (FileType type : values()) {
            if (type.bits == (mode & FileConstants.S_IFMT)) {
                return type;
            }
        }
        return OTHER;
    }

    @Override
    public String toString() {
        return words;
    }
}
