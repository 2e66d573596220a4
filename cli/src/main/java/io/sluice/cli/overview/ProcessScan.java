package io.sluice.cli.overview;

import io.sluice.cli.overview.Target.Space;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look through the processes for who holds and who waits for some objects. */
final class ProcessScan {
    private static final Path PROC = Path.of("/proc");

    private final Set<Target> wanted = new HashSet<>();
    private final Set<String> fileNames = new HashSet<>();
    private final boolean anySysvCall;
    private final @Nullable String ownNamespace = new ProcFolder(PROC.resolve("self")).link("ns/ipc");
    private final Map<Target, List<ProcessUse>> holders = new HashMap<>();
    private final Map<Target, List<ProcessUse>> waiters = new HashMap<>();
    private boolean firstProcessSeen;
    private int hidden;
    private int withHiddenCalls;

    private ProcessScan(Collection<Observed> objects) {
        for (Observed object : objects) {
            if (object.target() != null) {
                wanted.add(object.target());
                fileNames.add(object.fileName());
            }
        }
        anySysvCall = wanted.stream()
                .anyMatch(each -> each.space() == Space.SYSV_QUEUE || each.space() == Space.SYSV_SEMAPHORES);
    }

    static ProcessScan of(Collection<Observed> objects) {
        ProcessScan scan = new ProcessScan(objects);
        scan.lookThroughAll();
        return scan;
    }

    /** How many processes could not be looked into. */
    int hidden() {
        return hidden;
    }

    FoundProcesses holders(Observed object) {
        boolean complete = hidden == 0 && firstProcessSeen && object.target() != null;
        return new FoundProcesses(found(holders, object), object.attached(), complete);
    }

    FoundProcesses waiters(Observed object) {
        boolean complete = hidden + withHiddenCalls == 0 && firstProcessSeen && object.target() != null;
        return new FoundProcesses(found(waiters, object), object.waiting(), complete);
    }

    private static List<ProcessUse> found(Map<Target, List<ProcessUse>> uses, Observed object) {
        return object.target() == null ? List.of() : List.copyOf(uses.getOrDefault(object.target(), List.of()));
    }

    private void lookThroughAll() {
        String[] names = new ProcFolder(PROC).names(".");
        if (names == null || wanted.isEmpty()) {
            return;
        }
        // What this process opens in order to look is no use of the object.
        String own = Long.toString(ProcessHandle.current().pid());
        for (String name : names) {
            if (!name.equals(own) && Character.isDigit(name.charAt(0))) {
                // With the option hidepid of /proc, those of other users are not even listed.
                firstProcessSeen |= name.equals("1");
                lookInto(new ProcFolder(PROC.resolve(name)), Long.parseLong(name));
            }
        }
    }

    private void lookInto(ProcFolder folder, long pid) {
        String[] numbers = folder.names("fd");
        String maps = numbers == null ? null : folder.text("maps");
        if (numbers == null || maps == null) {
            hidden += folder.isHidden() ? 1 : 0;
            return;
        }
        UsingProcess process = new UsingProcess(folder, pid, fileNames, wanted, ownNamespace);
        process.descriptors(numbers);
        process.mappings(maps);
        process.uses().forEach((target, use) -> add(holders, target, use));
        if (!process.waits(anySysvCall, this::addWaiter)) {
            withHiddenCalls += folder.isHidden() ? 1 : 0;
        }
    }

    private void addWaiter(Target target, ProcessUse use) {
        add(waiters, target, use);
    }

    private static void add(Map<Target, List<ProcessUse>> uses, Target target, ProcessUse use) {
        uses.computeIfAbsent(target, none -> new ArrayList<>()).add(use);
    }
}
