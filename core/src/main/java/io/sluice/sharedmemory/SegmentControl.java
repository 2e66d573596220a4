package io.sluice.sharedmemory;

import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvIpcLayouts;
import io.sluice.libc.SysvMemoryCalls;
import io.sluice.libc.SysvMemoryConstants;
import io.sluice.libc.SysvMemoryLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.sysvipc.IpcPermissions;
import io.sluice.sysvipc.internal.IpcPerm;
import io.sluice.sysvipc.internal.IpcTable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of {@code shmctl}, as values. */
final class SegmentControl {
    private final SysvMemoryCalls libc;
    private final IpcTable table;

    SegmentControl(SysvMemoryCalls libc) {
        this.libc = libc;
        table = new IpcTable(
                libc::shmctl,
                SysvMemoryLayouts.SHMID_DS_SIZE,
                SysvMemoryConstants.SHM_STAT,
                SysvMemoryConstants.SHM_STAT_ANY);
    }

    /** What {@code SHM_INFO} knows: the highest index, and how many segments and pages there are. */
    record Usage(int highestIndex, int segments, long pages) {}

    SysvSharedMemoryLimits limits() {
        NativeMemory info = NativeMemory.allocate(SysvMemoryLayouts.SHMINFO_SIZE);
        info(SysvIpcConstants.IPC_INFO, info);
        ByteBuffer bytes = info.bytes();
        return new SysvSharedMemoryLimits(
                limit(bytes.getLong(SysvMemoryLayouts.SHMINFO_SHMMAX)),
                limit(bytes.getLong(SysvMemoryLayouts.SHMINFO_SHMALL)),
                Math.toIntExact(bytes.getLong(SysvMemoryLayouts.SHMINFO_SHMMNI)));
    }

    /** The kernel's numbers have no sign. */
    private static long limit(long number) {
        return number < 0 ? Long.MAX_VALUE : number;
    }

    Usage usage() {
        NativeMemory info = NativeMemory.allocate(SysvMemoryLayouts.SHM_INFO_SIZE);
        int highest = info(SysvMemoryConstants.SHM_INFO, info);
        ByteBuffer bytes = info.bytes();
        return new Usage(
                highest,
                bytes.getInt(SysvMemoryLayouts.SHM_INFO_USED_IDS),
                bytes.getLong(SysvMemoryLayouts.SHM_INFO_SHM_TOT));
    }

    private int info(int command, NativeMemory info) {
        int result = table.call(0, command, info);
        if (result < 0) {
            throw SegmentErrors.control("IPC_INFO", "all segments", -result);
        }
        return result;
    }

    SysvSharedMemoryStatus status(int id, String name) {
        NativeMemory status = table.newStatus();
        int result = table.call(id, SysvIpcConstants.IPC_STAT, status);
        if (result < 0) {
            throw SegmentErrors.control("IPC_STAT", name, -result);
        }
        return statusIn(status, id);
    }

    /** The status of a segment that this user may perhaps not read; null if it cannot be known. */
    @Nullable
    SysvSharedMemoryStatus find(int id) {
        NativeMemory status = table.find(id);
        return status != null ? statusIn(status, id) : null;
    }

    /** The status of a segment that this user may perhaps not read. */
    SysvSharedMemoryStatus found(int id, String name) {
        SysvSharedMemoryStatus found = find(id);
        return found != null ? found : status(id, name);
    }

    void set(int id, String name, IpcPermissions permissions) {
        NativeMemory status = table.newStatus();
        IpcPerm.put(status.bytes(), permissions.userId(), permissions.groupId(), IpcPerm.checkMode(permissions.mode()));
        int result = table.call(id, SysvIpcConstants.IPC_SET, status);
        if (result < 0) {
            throw SegmentErrors.control("IPC_SET", name, -result);
        }
    }

    void remove(int id, String name) {
        int result = libc.shmctl(id, SysvIpcConstants.IPC_RMID, 0);
        if (result < 0) {
            throw SegmentErrors.control("IPC_RMID", name, -result);
        }
    }

    List<SysvSharedMemoryStatus> list() {
        return table.list(usage().highestIndex(), SegmentControl::statusIn);
    }

    private static SysvSharedMemoryStatus statusIn(NativeMemory status, int id) {
        ByteBuffer bytes = status.bytes();
        return new SysvSharedMemoryStatus(
                id,
                IpcPerm.key(bytes),
                IpcPerm.permissions(bytes),
                bytes.getLong(SysvMemoryLayouts.SHMID_DS_SEGSZ),
                bytes.getLong(SysvMemoryLayouts.SHMID_DS_NATTCH),
                bytes.getInt(SysvMemoryLayouts.SHMID_DS_CPID),
                bytes.getInt(SysvMemoryLayouts.SHMID_DS_LPID),
                IpcTable.time(bytes.getLong(SysvMemoryLayouts.SHMID_DS_ATIME)),
                IpcTable.time(bytes.getLong(SysvMemoryLayouts.SHMID_DS_DTIME)),
                Instant.ofEpochSecond(bytes.getLong(SysvMemoryLayouts.SHMID_DS_CTIME)),
                (bytes.getInt(SysvIpcLayouts.IPC_PERM_MODE) & SysvMemoryConstants.SHM_DEST) != 0);
    }
}
