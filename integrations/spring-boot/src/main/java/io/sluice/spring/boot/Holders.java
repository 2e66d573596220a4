package io.sluice.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which processes have something open, as far as this user may see: proc(5) shows a link for each of a process's descriptors. */
final class Holders {
    private static final Path PROCESSES = Path.of("/proc");

    private Holders() {}

    /** The ids of processes one of whose descriptors leads to a file. The kernel shows its path without any symbolic links. */
    static List<Long> ofFile(Path file) {
        return of(realPath(file).toString());
    }

    private static Path realPath(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException missing) {
            return file.toAbsolutePath();
        }
    }

    /** The ids of processes one of whose descriptors leads to a name; of a POSIX queue it is its name, of a file its real path. */
    static List<Long> of(String target) {
        try (Stream<Path> entries = Files.list(PROCESSES)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .filter(pid -> holds(pid, target))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException noProc) {
            return List.of();
        }
    }

    private static boolean holds(String pid, String target) {
        try (Stream<Path> descriptors = Files.list(PROCESSES.resolve(pid).resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> leadsTo(descriptor, target));
        } catch (IOException | UncheckedIOException notOurs) {
            return false; // another user's, or it has ended meanwhile
        }
    }

    private static boolean leadsTo(Path descriptor, String target) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(target);
        } catch (IOException closed) {
            return false;
        }
    }
}
