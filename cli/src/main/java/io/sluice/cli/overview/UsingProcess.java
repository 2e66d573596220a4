package io.sluice.cli.overview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What one process has open and mapped, and where its threads wait. */
final class UsingProcess {
    private static final int PATH_ONLY = 010000000;
    private static final int ACCESS = 3;
    private static final String SHARED_MEMORY = "/dev/shm/";
    private static final String[] ACCESSES = {"r", "w", "rw", "rw"};

    private final ProcFolder folder;
    private final long pid;
    private final Set<String> fileNames;
    private final Set<Target> wanted;
    private final @Nullable String ownNamespace;
    private final Map<Integer, Target> open = new HashMap<>();
    private final List<Mapping> mapped = new ArrayList<>();
    private final Map<Target, String> held = new LinkedHashMap<>();
    private @Nullable String command;
    private @Nullable Boolean inOwnNamespace;

    UsingProcess(
            ProcFolder folder, long pid, Set<String> fileNames, Set<Target> wanted, @Nullable String ownNamespace) {
        this.folder = folder;
        this.pid = pid;
        this.fileNames = fileNames;
        this.wanted = wanted;
        this.ownNamespace = ownNamespace;
    }

    /** What it holds. */
    Map<Target, ProcessUse> uses() {
        Map<Target, ProcessUse> uses = new LinkedHashMap<>();
        held.forEach((target, how) -> uses.put(target, use(how)));
        return uses;
    }

    private ProcessUse use(String how) {
        if (command == null) {
            command = folder.command();
        }
        return new ProcessUse(pid, command, how);
    }

    /** The name sorts most descriptors out; the others are looked at. */
    void descriptors(String[] numbers) {
        for (String number : numbers) {
            String link = folder.link("fd/" + number);
            if (link == null || !mayBeWanted(link)) {
                continue;
            }
            Path path = folder.path().resolve("fd/" + number);
            Target target = Target.ofFile(path);
            String access = target != null && wanted.contains(target) ? access(number) : null;
            if (target != null && access != null) {
                open.put(Integer.valueOf(number), target);
                held.merge(target, access, (one, other) -> one.equals(other) ? one : "rw");
            }
        }
    }

    /** Shared memory may have been made under another name, that of a draft. */
    private boolean mayBeWanted(String link) {
        return link.startsWith(SHARED_MEMORY) || fileNames.contains(link.substring(link.lastIndexOf('/') + 1));
    }

    /** Null where it is open for neither, or closed by now. */
    private @Nullable String access(String number) {
        String info = folder.text("fdinfo/" + number);
        int flags = info == null ? -1 : info.indexOf("flags:");
        if (info == null || flags < 0) {
            return null;
        }
        String octal = info.substring(flags + "flags:".length()).strip().split("\\s", 2)[0];
        int value = Integer.parseInt(octal, 8);
        return (value & PATH_ONLY) != 0 ? null : ACCESSES[value & ACCESS];
    }

    void mappings(String maps) {
        maps.lines().forEach(line -> {
            Mapping mapping = Mapping.parsed(line);
            if (mapping != null && isWanted(mapping)) {
                mapped.add(mapping);
                held.putIfAbsent(mapping.target(), "mapped");
            }
        });
    }

    private boolean isWanted(Mapping mapping) {
        return mapping.target().space() == Target.Space.FILE
                ? wanted.contains(mapping.target())
                : wanted.contains(mapping.target()) && isInOwnNamespace();
    }

    /** Identifiers of System V objects are different ones in another namespace. */
    private boolean isInOwnNamespace() {
        if (inOwnNamespace == null) {
            String namespace = folder.link("ns/ipc");
            inOwnNamespace = namespace == null || namespace.equals(ownNamespace);
        }
        return inOwnNamespace;
    }

    /**
     * Finds what its threads wait for.
     *
     * @return false if this user may not see the calls of its threads
     */
    boolean waits(boolean sysv, BiConsumer<Target, ProcessUse> waiter) {
        if (!sysv && open.isEmpty() && mapped.isEmpty()) {
            return true;
        }
        String[] threads = folder.names("task");
        boolean seen = threads != null;
        for (String thread : threads == null ? new String[0] : threads) {
            String call = folder.text("task/" + thread + "/syscall");
            // A thread that has ended meanwhile cannot be read either, and the process has others.
            seen &= call != null || folder.names("task/" + thread) == null;
            if (call != null) {
                String[] words = call.split(" ", 3);
                WaitingCall waiting = words.length < 3 ? null : WaitingCall.ofNumber(words[0]);
                Target target = waiting == null ? null : target(waiting, words[1]);
                if (waiting != null && target != null) {
                    waiter.accept(target, use(waiting.label()));
                }
            }
        }
        return seen;
    }

    private @Nullable Target target(WaitingCall call, String argument) {
        long value = Long.parseUnsignedLong(argument.substring("0x".length()), 16);
        return switch (call.first()) {
            case DESCRIPTOR -> open.get((int) value);
            case ADDRESS ->
                mapped.stream()
                        .filter(mapping -> mapping.contains(value))
                        .map(Mapping::target)
                        .findFirst()
                        .orElse(null);
            case SYSV_QUEUE, SYSV_SEMAPHORES -> {
                Target.Space space = call.first().space;
                Target named = space == null ? null : Target.sysv(space, (int) value);
                yield named != null && wanted.contains(named) && isInOwnNamespace() ? named : null;
            }
        };
    }
}
