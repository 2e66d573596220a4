package io.sluice.pipe;

import io.sluice.libc.FileConstants;

/** Which end of a pipe. */
enum Direction {
    READ(FileConstants.O_RDONLY, "read end", "reading"),
    WRITE(FileConstants.O_WRONLY, "write end", "writing");

    private final int access;
    private final String end;
    private final String use;

    Direction(int access, String end, String use) {
        this.access = access;
        this.end = end;
        this.use = use;
    }

    /** The flags to open it with: it never waits, for nothing, and no terminal becomes that of this process. */
    int openFlags() {
        return access | FileConstants.O_NONBLOCK | FileConstants.O_CLOEXEC | FileConstants.O_NOCTTY;
    }

    /** Whether a descriptor with these flags is open for this direction. */
    boolean isOf(int flags) {
        int found = flags & FileConstants.O_ACCMODE;
        return found == access || found == FileConstants.O_RDWR;
    }

    /** The description of the end's descriptor. */
    String describe(String name) {
        return end + " of " + name;
    }

    /** What the end is for, such as "reading". */
    String use() {
        return use;
    }
}
