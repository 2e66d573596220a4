package io.sluice.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks for who holds locks on a file. {@code /proc/locks} has all locks. But it has no process for an open file description
 * lock, and for the others the process that took the lock, which may have ended: its child may have inherited it. So the open
 * files of all processes are looked through as well, as far as this user may see them.
 */
final class HolderSearch {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Path LOCKS = PROCESSES.resolve("locks");
    /** Of the list of all locks, where it has one twice. */
    private static final int READS = 10;

    private final String file;
    private final long ownPid = ProcessHandle.current().pid();
    private final int ownDescriptor;
    private final long deadline;
    private final List<LockLine> seen = new ArrayList<>();
    private final Set<LockHolder> holders = new LinkedHashSet<>();

    /**
     * Prepares a search.
     *
     * @param file as {@link LockedFile} names it
     * @param ownDescriptor the handle that asks, whose own locks are left out
     * @param maxNanos for how long to look, about
     */
    HolderSearch(String file, int ownDescriptor, long maxNanos) {
        this.file = file;
        this.ownDescriptor = ownDescriptor;
        deadline = System.nanoTime() + maxNanos;
    }

    /** All locks of others on the file. */
    List<LockHolder> all() {
        look(holder -> false);
        return List.copyOf(holders);
    }

    /** One lock that is such a one. A process that can be named comes first. */
    Optional<LockHolder> first(Predicate<LockHolder> wanted) {
        look(wanted);
        return holders.stream().filter(wanted).findFirst();
    }

    private void look(Predicate<LockHolder> enough) {
        Path self = PROCESSES.resolve(Long.toString(ownPid));
        lookThrough(self);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (holders.stream().anyMatch(enough)) {
                    return;
                }
                if (System.nanoTime() - deadline >= 0) {
                    break;
                }
                if (!process.equals(self)) { // a lock that was seen twice would stand for that of another
                    lookThrough(process);
                }
            }
        } catch (IOException | DirectoryIteratorException noProc) {
            return;
        }
        // A process that cannot be looked into: what the list of all locks says about it.
        unseen().forEach(line -> {
            OptionalLong pid = line.pid() > 0 ? OptionalLong.of(line.pid()) : OptionalLong.empty();
            add(line, pid);
        });
    }

    /**
     * What is in the list and was not seen. While other locks change, the kernel may list a lock twice, or leave it out. So where the
     * second one looks like one that was seen, it counts only if most of several lists have it.
     */
    private List<LockLine> unseen() {
        List<LockLine> unseen = listedAndNotSeen();
        if (unseen.stream().noneMatch(this::looksSeen)) {
            return unseen;
        }
        Map<LockLine, Integer> votes = new HashMap<>();
        for (int reads = 1; reads < READS; reads++) {
            listedAndNotSeen().stream().distinct().forEach(line -> votes.merge(line, 1, Integer::sum));
        }
        return unseen.stream()
                .filter(line -> !looksSeen(line) || votes.getOrDefault(line, 0) > READS / 2)
                .toList();
    }

    private boolean looksSeen(LockLine line) {
        return seen.stream().anyMatch(line::isAlso);
    }

    /** Two locks may look the same, such as shared ones on one range. So each that was seen stands for one in the list. */
    private List<LockLine> listedAndNotSeen() {
        List<LockLine> left = new ArrayList<>(locks(file).toList());
        seen.forEach(line -> removeOne(left, line));
        return left;
    }

    private static boolean removeOne(List<LockLine> lines, LockLine wanted) {
        return lines.stream()
                .filter(wanted::isAlso)
                .findFirst()
                .map(lines::remove)
                .orElse(false);
    }

    private void lookThrough(Path process) {
        long pid = Long.parseLong(process.getFileName().toString());
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fdinfo"))) {
            for (Path descriptor : descriptors) {
                boolean own =
                        pid == ownPid && descriptor.getFileName().toString().equals(Integer.toString(ownDescriptor));
                LockLine.parsed(lines(descriptor))
                        .filter(line -> line.file().equals(file))
                        .forEach(line -> {
                            seen.add(line);
                            if (!own) {
                                add(line, OptionalLong.of(pid));
                            }
                        });
            }
        } catch (IOException | DirectoryIteratorException otherUserOrGone) {
            return;
        }
    }

    private void add(LockLine line, OptionalLong pid) {
        Optional<String> command = pid.isPresent() ? command(pid.getAsLong()) : Optional.empty();
        holders.add(new LockHolder(pid, command, line.kind(), line.mode(), line.range()));
    }

    private static Optional<String> command(long pid) {
        return lines(PROCESSES.resolve(Long.toString(pid)).resolve("comm")).findFirst();
    }

    /** All locks on a file that the kernel lists. */
    private static Stream<LockLine> locks(String file) {
        return LockLine.parsed(lines(LOCKS)).filter(line -> line.file().equals(file));
    }

    /** Whether this process has a classic lock in the way, which the kernel's answer may hide behind another one. */
    static Optional<LockRange> ownClassicLock(String file, LockMode mode, LockRange range) {
        long ownPid = ProcessHandle.current().pid();
        return locks(file)
                .filter(line -> line.kind() == LockKind.CLASSIC && line.pid() == ownPid)
                .filter(line -> line.mode().conflictsWith(mode) && line.range().overlaps(range))
                .map(LockLine::range)
                .findFirst();
    }

    /** None where the file cannot be read. A program's name may be of any bytes. */
    private static Stream<String> lines(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
