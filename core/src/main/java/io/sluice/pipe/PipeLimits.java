package io.sluice.pipe;

import io.sluice.files.LimitFile;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The limits of pipes under {@code /proc}. */
final class PipeLimits {
    private static final Path MAX_SIZE = Path.of("/proc/sys/fs/pipe-max-size");

    private PipeLimits() {}

    /** How many bytes a process without privileges may let a pipe hold; empty if it cannot be read. */
    static OptionalInt maxSize() {
        return LimitFile.read(MAX_SIZE);
    }
}
