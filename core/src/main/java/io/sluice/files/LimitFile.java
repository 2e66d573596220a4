package io.sluice.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The files under {@code /proc/sys} that hold limits. */
public final class LimitFile {
    private static final int LONGEST_NUMBER = 32;

    private LimitFile() {}

    /**
     * The number in a file.
     *
     * @param file its path
     * @return the number; empty if it cannot be read
     */
    public static OptionalInt read(Path file) {
        // In one read: a sysctl file gives its value to the first read only, and Files.readString begins with one byte.
        try (InputStream in = Files.newInputStream(file)) {
            return parsed(in.readNBytes(LONGEST_NUMBER));
        } catch (IOException unreadable) {
            return OptionalInt.empty();
        }
    }

    /**
     * The number in the content of such a file.
     *
     * @param content the bytes
     * @return the number; empty if there is none
     */
    public static OptionalInt parsed(byte[] content) {
        try {
            return OptionalInt.of(Integer.parseInt(new String(content, StandardCharsets.US_ASCII).strip()));
        } catch (NumberFormatException noNumber) {
            return OptionalInt.empty();
        }
    }
}
