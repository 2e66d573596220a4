package io.sluice.sysvipc.internal;

import io.sluice.errno.Errno;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.memory.NativeMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel's table of the objects of one kind of System V IPC. */
public final class IpcTable {
    /** An identifier holds its index in the lowest 15 bits, or 24 where the kernel was booted with {@code ipcmni_extend}. */
    private static final int[] INDEX_MASKS = {0x7fff, 0xff_ffff};

    private final Control control;
    private final int statusSize;
    private final int statByIndex;
    private final int statAnyByIndex;

    /** The call that asks and changes objects of the kind. */
    public interface Control {
        /**
         * Asks or changes an object.
         *
         * @param idOrIndex the object, by its identifier or by its index in the table
         * @param command such as {@code IPC_STAT}
         * @param argument address of the command's struct
         * @return what the command gives, or the negated error
         */
        int call(int idOrIndex, int command, long argument);
    }

    /**
     * Makes what the kernel has in its struct for an object.
     *
     * @param <S> the type of a status
     */
    public interface StatusReader<S> {
        /**
         * Reads the struct.
         *
         * @param status memory with the struct at its beginning
         * @param id the object's identifier
         * @return the status
         */
        S read(NativeMemory status, int id);
    }

    /**
     * The table of a kind.
     *
     * @param control the call that asks objects of the kind
     * @param statusSize size of the struct that {@code IPC_STAT} fills, in bytes
     * @param statByIndex the command {@code MSG_STAT} and its like
     * @param statAnyByIndex the command {@code MSG_STAT_ANY} and its like, which kernels before 4.17 do not have
     */
    public IpcTable(Control control, int statusSize, int statByIndex, int statAnyByIndex) {
        this.control = control;
        this.statusSize = statusSize;
        this.statByIndex = statByIndex;
        this.statAnyByIndex = statAnyByIndex;
    }

    /**
     * Memory for a status.
     *
     * @return new memory
     */
    public NativeMemory newStatus() {
        return NativeMemory.allocate(statusSize);
    }

    /**
     * Asks with memory that is kept until the call has returned.
     *
     * @param idOrIndex the object, by its identifier or by its index in the table
     * @param command such as {@code IPC_STAT}
     * @param memory the command's struct
     * @return what the command gives, or the negated error
     */
    public int call(int idOrIndex, int command, NativeMemory memory) {
        int result = control.call(idOrIndex, command, memory.address());
        memory.keepAlive();
        return result;
    }

    /**
     * Finds an object that this user may perhaps not read.
     *
     * @param id the object's identifier
     * @return memory with its status; null if it cannot be known
     */
    public @Nullable NativeMemory find(int id) {
        NativeMemory status = newStatus();
        if (call(id, SysvIpcConstants.IPC_STAT, status) == 0) {
            return status;
        }
        for (int mask : INDEX_MASKS) {
            if (call(id & mask, statAnyByIndex, status) == id) {
                return status;
            }
        }
        return null;
    }

    /**
     * Lists the objects; on a kernel before 4.17 those that this user may read.
     *
     * @param <S> the type of a status
     * @param highest the highest index in use
     * @param reader reads each status
     * @return the objects in the order of the table
     */
    public <S> List<S> list(int highest, StatusReader<S> reader) {
        NativeMemory status = newStatus();
        List<S> found = new ArrayList<>();
        for (int index = 0; index <= highest; index++) {
            int id = call(index, statAnyByIndex, status);
            if (id == -Errno.EINVAL.number()) {
                // Unused, or a kernel before 4.17: that one shows at least the objects that this user may read.
                id = call(index, statByIndex, status);
            }
            if (id >= 0) {
                found.add(reader.read(status, id));
            }
        }
        return found;
    }

    /**
     * A time in a status.
     *
     * @param seconds seconds since 1970
     * @return the time; null for 0, by which the kernel means never
     */
    public static @Nullable Instant time(long seconds) {
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }
}
