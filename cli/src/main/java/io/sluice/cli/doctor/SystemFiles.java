package io.sluice.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of {@code /proc}, {@code /sys} and {@code /dev}, below a root that tests can replace. In a container any of them may
 * be missing or hidden.
 */
record SystemFiles(Path root) {
    private static final String UNLIMITED = "unlimited";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    static SystemFiles ofThisMachine() {
        return new SystemFiles(Path.of("/"));
    }

    /** A path as a user writes it, such as {@code /proc/self/maps}. */
    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /**
     * The content of a file, read at once: a sysctl file gives its value to the first read only.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    String text(String absolute) {
        try (InputStream in = Files.newInputStream(path(absolute))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(reason(absolute, e), e);
        }
    }

    private static String reason(String absolute, IOException e) {
        return absolute + (e instanceof NoSuchFileException ? " is not there" : " cannot be read");
    }

    /** A finding about the number in a file; unknown if it cannot be read. */
    Finding number(String name, String absolute, String effect, LongFunction<Finding> finding) {
        try {
            return finding.apply(Long.parseLong(text(absolute).strip()));
        } catch (UncheckedIOException e) {
            return Finding.unknown(name, Report.message(e), effect);
        } catch (NumberFormatException e) {
            return Finding.unknown(name, absolute + " holds no number", effect);
        }
    }

    /** The soft limit of this process, {@link Long#MAX_VALUE} where there is none; empty if it cannot be read. */
    OptionalLong resourceLimit(String title) {
        return lines("/proc/self/limits")
                .filter(line -> line.startsWith(title + " "))
                .map(line -> BLANKS.split(line.substring(title.length()).strip(), -1)[0])
                .mapToLong(soft -> soft.equals(UNLIMITED) ? Long.MAX_VALUE : parsed(soft))
                .findFirst();
    }

    /** The first match in a line of a file; empty if there is none, or the file cannot be read. */
    OptionalLong numberIn(String absolute, Pattern line) {
        return lines(absolute)
                .map(line::matcher)
                .filter(Matcher::matches)
                .mapToLong(found -> parsed(found.group(1)))
                .findFirst();
    }

    /** How many lines a file has; empty if it cannot be read. */
    OptionalLong lineCount(String absolute) {
        return Files.isReadable(path(absolute))
                ? OptionalLong.of(lines(absolute).count())
                : OptionalLong.empty();
    }

    /** The lines of a file, none if it cannot be read. */
    Stream<String> lines(String absolute) {
        try {
            return text(absolute).lines();
        } catch (UncheckedIOException unreadable) {
            return Stream.empty();
        }
    }

    /** The names in a folder, none if it cannot be read. */
    List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    private static long parsed(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException largerThanAnyUse) { // shmall may be 2^64
            return Long.MAX_VALUE;
        }
    }
}
