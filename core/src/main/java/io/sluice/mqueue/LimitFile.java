package io.sluice.mqueue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The files under {@code /proc} that hold the limits of an IPC namespace. */
final class LimitFile {
    private static final Path FOLDER = Path.of("/proc/sys/fs/mqueue");
    private static final int LONGEST_NUMBER = 32;

    private LimitFile() {}

    /** The number in a file; empty if it cannot be read. */
    static OptionalInt read(String file) {
        // In one read: a sysctl file gives its value to the first read only, and Files.readString begins with one byte.
        try (InputStream in = Files.newInputStream(FOLDER.resolve(file))) {
            return parsed(in.readNBytes(LONGEST_NUMBER));
        } catch (IOException unreadable) {
            return OptionalInt.empty();
        }
    }

    static OptionalInt parsed(byte[] content) {
        try {
            return OptionalInt.of(Integer.parseInt(new String(content, StandardCharsets.US_ASCII).strip()));
        } catch (NumberFormatException noNumber) {
            return OptionalInt.empty();
        }
    }
}
