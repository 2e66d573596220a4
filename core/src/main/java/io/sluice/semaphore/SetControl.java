package io.sluice.semaphore;

import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvSemaphoreCalls;
import io.sluice.libc.SysvSemaphoreConstants;
import io.sluice.libc.SysvSemaphoreLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.sysvipc.IpcPermissions;
import io.sluice.sysvipc.internal.IpcPerm;
import io.sluice.sysvipc.internal.IpcTable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of {@code semctl} about whole sets, as values. */
final class SetControl {
    private static final SysvSemaphoreLayouts LAYOUTS = SysvSemaphoreLayouts.CURRENT;

    private final SysvSemaphoreCalls libc;
    private final IpcTable table;

    SetControl(SysvSemaphoreCalls libc) {
        this.libc = libc;
        table = new IpcTable(
                (idOrIndex, command, argument) -> libc.semctl(idOrIndex, 0, command, argument),
                LAYOUTS.semidDsSize(),
                SysvSemaphoreConstants.SEM_STAT,
                SysvSemaphoreConstants.SEM_STAT_ANY);
    }

    /** What {@code SEM_INFO} knows: the highest index, and how many sets and semaphores there are. */
    record Usage(int highestIndex, int sets, int semaphores) {}

    SysvSemaphoreLimits limits() {
        NativeMemory info = newInfo();
        info(SysvIpcConstants.IPC_INFO, info);
        ByteBuffer bytes = info.bytes();
        return new SysvSemaphoreLimits(
                bytes.getInt(SysvSemaphoreLayouts.SEMINFO_SEMMSL),
                bytes.getInt(SysvSemaphoreLayouts.SEMINFO_SEMMNS),
                bytes.getInt(SysvSemaphoreLayouts.SEMINFO_SEMOPM),
                bytes.getInt(SysvSemaphoreLayouts.SEMINFO_SEMMNI),
                bytes.getInt(SysvSemaphoreLayouts.SEMINFO_SEMVMX));
    }

    Usage usage() {
        NativeMemory info = newInfo();
        int highest = info(SysvSemaphoreConstants.SEM_INFO, info);
        ByteBuffer bytes = info.bytes();
        return new Usage(
                highest,
                bytes.getInt(SysvSemaphoreLayouts.SEMINFO_SEMUSZ),
                bytes.getInt(SysvSemaphoreLayouts.SEMINFO_SEMAEM));
    }

    private static NativeMemory newInfo() {
        return NativeMemory.allocate(SysvSemaphoreLayouts.SEMINFO_SIZE);
    }

    private int info(int command, NativeMemory info) {
        int result = table.call(0, command, info);
        if (result < 0) {
            throw SetErrors.control("IPC_INFO", "all sets", -result);
        }
        return result;
    }

    SysvSemaphoreStatus status(int id, String name) {
        NativeMemory status = table.newStatus();
        int result = table.call(id, SysvIpcConstants.IPC_STAT, status);
        if (result < 0) {
            throw SetErrors.control("IPC_STAT", name, -result);
        }
        return statusIn(status, id);
    }

    /** The status of a set that this user may perhaps not read; null if it cannot be known. */
    @Nullable
    SysvSemaphoreStatus find(int id) {
        NativeMemory status = table.find(id);
        return status != null ? statusIn(status, id) : null;
    }

    void set(int id, String name, IpcPermissions permissions) {
        NativeMemory status = table.newStatus();
        IpcPerm.put(status.bytes(), permissions.userId(), permissions.groupId(), IpcPerm.checkMode(permissions.mode()));
        int result = table.call(id, SysvIpcConstants.IPC_SET, status);
        if (result < 0) {
            throw SetErrors.control("IPC_SET", name, -result);
        }
    }

    void remove(int id, String name) {
        int result = libc.semctl(id, 0, SysvIpcConstants.IPC_RMID, 0);
        if (result < 0) {
            throw SetErrors.control("IPC_RMID", name, -result);
        }
    }

    List<SysvSemaphoreStatus> list() {
        return table.list(usage().highestIndex(), SetControl::statusIn);
    }

    private static SysvSemaphoreStatus statusIn(NativeMemory status, int id) {
        ByteBuffer bytes = status.bytes();
        return new SysvSemaphoreStatus(
                id,
                IpcPerm.key(bytes),
                IpcPerm.permissions(bytes),
                (int) bytes.getLong(LAYOUTS.semidDsNsems()),
                IpcTable.time(bytes.getLong(SysvSemaphoreLayouts.SEMID_DS_OTIME)),
                Instant.ofEpochSecond(bytes.getLong(LAYOUTS.semidDsCtime())));
    }
}
