package io.sluice.sharedmemory;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SegmentRemovedException;
import io.sluice.sysvipc.internal.IpcErrors;

/** Turns the kernel's answers about System V segments into what happened, which limit it was, and what to do. */
final class SegmentErrors {
    private static final IpcErrors SHARED = new IpcErrors("shared memory segment", "ipcs -m");

    private SegmentErrors() {}

    /** Why a segment could not be created. */
    static ErrnoException create(String object, int errno, long size, SegmentControl control) {
        String remedy = switch (Errno.of(errno)) {
            case EINVAL ->
                "A segment may have SHMMAX = " + control.limits().maxSegmentSize()
                        + " bytes, and this one was to have " + size + ": ask for fewer, or "
                        + IpcErrors.raise("shmmax") + ".";
            case ENOMEM ->
                "The kernel does not commit " + size
                        + " bytes of memory and swap to a segment (vm.overcommit_memory): ask for fewer.";
            default -> "";
        };
        return remedy.isEmpty()
                ? SHARED.get("shmget", object, errno, () -> noSpace(size, control))
                : new ErrnoException("shmget", object, errno, remedy);
    }

    private static String noSpace(long size, SegmentControl control) {
        SegmentControl.Usage used = control.usage();
        SysvSharedMemoryLimits limits = control.limits();
        return "This IPC namespace has " + used.segments() + " segments of SHMMNI = " + limits.maxSegments() + ", and "
                + used.pages() + " pages of SHMALL = " + limits.maxPages() + ", and this segment was to have " + size
                + " bytes: remove some segments, or raise the limits as root (sysctl -w kernel.shmmni=N, sysctl -w"
                + " kernel.shmall=N; in a container, for its IPC namespace).";
    }

    /** Why a segment could not be found. */
    static ErrnoException open(String object, int errno) {
        return SHARED.get("shmget", object, errno, () -> "");
    }

    static ErrnoException tooSmall(String object, long asked, long found) {
        return new ErrnoException(
                "shmget",
                object,
                Errno.EINVAL,
                "The segment has " + found + " bytes, and " + asked
                        + " were asked for. A segment keeps its size: ask for " + found
                        + " or fewer, or remove it and create a larger one.");
    }

    static ErrnoException exists(String object, String asked, String found) {
        return new ErrnoException(
                "shmget",
                object,
                Errno.EEXIST,
                "Asked for: " + asked + ". Found: " + found
                        + ". Ask for the mode that the segment has, remove the segment first, or accept any shape"
                        + " (acceptShape()).");
    }

    static ErrnoException unknown(int id) {
        return new ErrnoException(
                "shmctl IPC_STAT",
                "segment " + id,
                Errno.EINVAL,
                "There is no shared memory segment of this identifier in this IPC namespace: it was removed, or never was.");
    }

    /** For an identifier that was right when it was found. */
    static ErrnoException attach(String name, int errno, boolean readOnly, long size) {
        Errno known = Errno.of(errno);
        if (IpcErrors.isRemoved(known)) {
            return removed("shmat", name, known);
        }
        String remedy = switch (known) {
            case EACCES -> SHARED.remedy(known) + (readOnly ? "" : " To read alone takes less (attachReadOnly()).");
            case ENOMEM ->
                "This process has no room for " + size
                        + " more bytes of addresses (ulimit -v), or as many mappings as vm.max_map_count lets it have: close"
                        + " memory that is not needed any more.";
            default -> SHARED.remedy(known);
        };
        return new ErrnoException("shmat", name, errno, remedy);
    }

    static ErrnoException control(String command, String name, int errno) {
        Errno known = Errno.of(errno);
        String call = "shmctl " + command;
        return IpcErrors.isRemoved(known) ? removed(call, name, known) : SHARED.control(call, name, errno);
    }

    static SegmentRemovedException removed(String call, String name, Errno errno) {
        return new SegmentRemovedException(call, name, errno, SHARED.removed());
    }
}
