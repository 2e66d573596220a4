package io.sluice.sysvmsg;

import io.sluice.errno.Errno;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.libc.SysvMessageConstants;
import io.sluice.libc.SysvMessageLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.sysvipc.internal.IpcPerm;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of {@code msgctl}, as values. */
final class MessageControl {
    /** An identifier holds its index in the lowest 15 bits, or 24 where the kernel was booted with {@code ipcmni_extend}. */
    private static final int[] INDEX_MASKS = {0x7fff, 0xff_ffff};

    private final SysvMessageCalls libc;

    MessageControl(SysvMessageCalls libc) {
        this.libc = libc;
    }

    SysvMqLimits limits() {
        NativeMemory info = NativeMemory.allocate(SysvMessageLayouts.MSGINFO_SIZE);
        int result = libc.msgctl(0, SysvIpcConstants.IPC_INFO, info.address());
        info.keepAlive();
        if (result < 0) {
            throw SysvErrors.control("IPC_INFO", "all queues", -result);
        }
        ByteBuffer bytes = info.bytes();
        return new SysvMqLimits(
                bytes.getInt(SysvMessageLayouts.MSGINFO_MSGMAX),
                bytes.getInt(SysvMessageLayouts.MSGINFO_MSGMNB),
                bytes.getInt(SysvMessageLayouts.MSGINFO_MSGMNI));
    }

    /** Gives the negated error, or 0 and the status in the memory. */
    int stat(int id, NativeMemory status) {
        int result = libc.msgctl(id, SysvIpcConstants.IPC_STAT, status.address());
        status.keepAlive();
        return result;
    }

    NativeMemory newStatus() {
        return NativeMemory.allocate(SysvMessageLayouts.MSQID_DS_SIZE);
    }

    SysvMqStatus status(int id, String name) {
        NativeMemory status = newStatus();
        int result = stat(id, status);
        if (result < 0) {
            throw SysvErrors.control("IPC_STAT", name, -result);
        }
        return statusIn(status, id);
    }

    /** The status of a queue that this user may perhaps not read; null if it cannot be known. */
    @Nullable
    SysvMqStatus find(int id) {
        NativeMemory status = newStatus();
        return isFound(id, status) ? statusIn(status, id) : null;
    }

    /** The {@code msg_qbytes} of a queue that this user may perhaps not read; -1 if it cannot be known. */
    long maxBytes(int id) {
        NativeMemory status = newStatus();
        return isFound(id, status) ? status.bytes().getLong(SysvMessageLayouts.MSQID_DS_QBYTES) : -1;
    }

    private boolean isFound(int id, NativeMemory status) {
        if (stat(id, status) == 0) {
            return true;
        }
        for (int mask : INDEX_MASKS) {
            int found = libc.msgctl(id & mask, SysvMessageConstants.MSG_STAT_ANY, status.address());
            status.keepAlive();
            if (found == id) {
                return true;
            }
        }
        return false;
    }

    /** For the creator of a queue, which may have a mode that does not let even the creator read it. */
    void setMaxBytes(int id, String name, long maxBytes) {
        SysvMqStatus status = find(id);
        set(id, name, (status != null ? status : status(id, name)).settings().withMaxBytes(maxBytes));
    }

    void set(int id, String name, SysvMqSettings settings) {
        NativeMemory status = newStatus();
        ByteBuffer bytes = status.bytes();
        IpcPerm.put(bytes, settings.userId(), settings.groupId(), settings.mode());
        bytes.putLong(SysvMessageLayouts.MSQID_DS_QBYTES, settings.maxBytes());
        int result = libc.msgctl(id, SysvIpcConstants.IPC_SET, status.address());
        status.keepAlive();
        if (result < 0) {
            throw SysvErrors.set(name, -result, settings, this);
        }
    }

    void remove(int id, String name) {
        int result = libc.msgctl(id, SysvIpcConstants.IPC_RMID, 0);
        if (result < 0) {
            throw SysvErrors.control("IPC_RMID", name, -result);
        }
    }

    List<SysvMqStatus> list() {
        NativeMemory status = NativeMemory.allocate(SysvMessageLayouts.MSQID_DS_SIZE);
        int highest = libc.msgctl(0, SysvMessageConstants.MSG_INFO, status.address());
        if (highest < 0) {
            throw SysvErrors.control("MSG_INFO", "all queues", -highest);
        }
        List<SysvMqStatus> queues = new ArrayList<>();
        for (int index = 0; index <= highest; index++) {
            int id = libc.msgctl(index, SysvMessageConstants.MSG_STAT_ANY, status.address());
            if (id == -Errno.EINVAL.number()) {
                // Unused, or a kernel before 4.17: that one shows at least the queues that this user may read.
                id = libc.msgctl(index, SysvMessageConstants.MSG_STAT, status.address());
            }
            if (id >= 0) {
                queues.add(statusIn(status, id));
            }
        }
        status.keepAlive();
        return queues;
    }

    private static SysvMqStatus statusIn(NativeMemory status, int id) {
        ByteBuffer bytes = status.bytes();
        return new SysvMqStatus(
                id,
                IpcPerm.key(bytes),
                IpcPerm.permissions(bytes),
                bytes.getLong(SysvMessageLayouts.MSQID_DS_QNUM),
                bytes.getLong(SysvMessageLayouts.MSQID_DS_CBYTES),
                bytes.getLong(SysvMessageLayouts.MSQID_DS_QBYTES),
                bytes.getInt(SysvMessageLayouts.MSQID_DS_LSPID),
                bytes.getInt(SysvMessageLayouts.MSQID_DS_LRPID),
                time(bytes.getLong(SysvMessageLayouts.MSQID_DS_STIME)),
                time(bytes.getLong(SysvMessageLayouts.MSQID_DS_RTIME)),
                Instant.ofEpochSecond(bytes.getLong(SysvMessageLayouts.MSQID_DS_CTIME)));
    }

    private static @Nullable Instant time(long seconds) {
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }
}
