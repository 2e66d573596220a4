package io.sluice.libc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The C library of Alpine Linux and a few others. The headers that the tests compare with are those of glibc and of musl. */
public final class Musl {
    static final Path OWN_MAPS = Path.of("/proc/self/maps");

    /** musl is its own loader: one file with several names. glibc's is libc.so.6. */
    private static final Pattern FILE =
            Pattern.compile("/(ld-musl-\\w+\\.so\\.1|libc\\.musl-\\w+\\.so\\.1|libc\\.so)$");

    private Musl() {}

    /**
     * Whether this JVM runs on musl. Asked where something has failed, since a file is read for it.
     *
     * @return true if it does, and false if not or if there is no {@code /proc} to tell
     */
    public static boolean runsThisJvm() {
        return isMappedIn(OWN_MAPS);
    }

    /** Whether such a file as {@code /proc/PID/maps} has musl in it. */
    static boolean isMappedIn(Path maps) {
        try (Stream<String> mappings = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
            return mappings.anyMatch(mapping -> FILE.matcher(mapping).find());
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }
}
