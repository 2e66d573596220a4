package io.sluice.epoll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the kernel says is in the epoll instances of this process. */
final class EpollEntries {
    private EpollEntries() {}

    /** The entries of all epoll instances for a descriptor, as the kernel writes them. */
    static List<String> of(int number) {
        List<String> entries = new ArrayList<>();
        for (Path file : files()) {
            lines(file).stream().filter(line -> isOf(line, number)).forEach(entries::add);
        }
        return entries;
    }

    /** The descriptor of the epoll instance that watches a descriptor. */
    static int instanceThatWatches(int number) {
        return files().stream()
                .filter(file -> lines(file).stream().anyMatch(line -> isOf(line, number)))
                .mapToInt(file -> Integer.parseInt(file.getFileName().toString()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(String line, int number) {
        return line.matches("tfd:\\s+" + number + " .*");
    }

    private static List<Path> files() {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fdinfo"))) {
            files.forEach(all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException closedMeanwhile) {
            return List.of();
        }
    }
}
