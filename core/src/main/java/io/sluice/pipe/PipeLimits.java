package io.sluice.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The limits of pipes under {@code /proc}. */
final class PipeLimits {
    private static final Path MAX_SIZE = Path.of("/proc/sys/fs/pipe-max-size");
    private static final int LONGEST_NUMBER = 32;

    private PipeLimits() {}

    /** How many bytes a process without privileges may let a pipe hold; empty if it cannot be read. */
    static OptionalInt maxSize() {
        // In one read: a sysctl file gives its value to the first read only.
        try (InputStream in = Files.newInputStream(MAX_SIZE)) {
            String content = new String(in.readNBytes(LONGEST_NUMBER), StandardCharsets.US_ASCII);
            return OptionalInt.of(Integer.parseInt(content.strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return OptionalInt.empty();
        }
    }
}
