package io.sluice.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the processes of this user have of inotify. A process whose folder may not be read is not counted. */
final class InotifyUse {
    private static final Pattern REAL_USER = Pattern.compile("Uid:\\s+(\\d+)\\s.*");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String LINK = "anon_inode:inotify";

    private final SystemFiles files;

    InotifyUse(SystemFiles files) {
        this.files = files;
    }

    /** The descriptors of instances, as paths of {@code /proc}; a missing {@code /proc} gives none. */
    List<Path> instances() {
        OptionalLong user = files.numberIn("/proc/self/status", REAL_USER);
        return files.entries(files.path("/proc")).stream()
                .filter(process ->
                        NUMBER.matcher(process.getFileName().toString()).matches())
                .filter(process -> user.equals(files.numberIn("/proc/" + process.getFileName() + "/status", REAL_USER)))
                .flatMap(process -> files.entries(process.resolve("fd")).stream())
                .filter(InotifyUse::isInstance)
                .toList();
    }

    private static boolean isInstance(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(LINK);
        } catch (IOException | UnsupportedOperationException closedMeanwhile) {
            return false;
        }
    }

    /** The watches of instances. */
    static long watches(List<Path> instances) {
        return instances.stream().mapToLong(InotifyUse::watches).sum();
    }

    private static long watches(Path descriptor) {
        Path folder = descriptor.resolveSibling("../fdinfo").normalize();
        try (Stream<String> lines =
                Files.lines(folder.resolve(descriptor.getFileName().toString()))) {
            return lines.filter(line -> line.startsWith("inotify ")).count();
        } catch (IOException | UncheckedIOException closedMeanwhile) {
            return 0;
        }
    }
}
