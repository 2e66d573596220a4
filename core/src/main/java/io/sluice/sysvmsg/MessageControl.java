package io.sluice.sysvmsg;

import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.libc.SysvMessageConstants;
import io.sluice.libc.SysvMessageLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.sysvipc.internal.IpcPerm;
import io.sluice.sysvipc.internal.IpcTable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of {@code msgctl}, as values. */
final class MessageControl {
    private final SysvMessageCalls libc;
    private final IpcTable table;

    MessageControl(SysvMessageCalls libc) {
        this.libc = libc;
        table = new IpcTable(
                libc::msgctl,
                SysvMessageLayouts.MSQID_DS_SIZE,
                SysvMessageConstants.MSG_STAT,
                SysvMessageConstants.MSG_STAT_ANY);
    }

    SysvMqLimits limits() {
        NativeMemory info = NativeMemory.allocate(SysvMessageLayouts.MSGINFO_SIZE);
        int result = table.call(0, SysvIpcConstants.IPC_INFO, info);
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
        return table.call(id, SysvIpcConstants.IPC_STAT, status);
    }

    NativeMemory newStatus() {
        return table.newStatus();
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
        NativeMemory status = table.find(id);
        return status != null ? statusIn(status, id) : null;
    }

    /** The {@code msg_qbytes} of a queue that this user may perhaps not read; -1 if it cannot be known. */
    long maxBytes(int id) {
        NativeMemory status = table.find(id);
        return status != null ? status.bytes().getLong(SysvMessageLayouts.MSQID_DS_QBYTES) : -1;
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
        int result = table.call(id, SysvIpcConstants.IPC_SET, status);
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
        int highest = table.call(0, SysvMessageConstants.MSG_INFO, newStatus());
        if (highest < 0) {
            throw SysvErrors.control("MSG_INFO", "all queues", -highest);
        }
        return table.list(highest, MessageControl::statusIn);
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
                IpcTable.time(bytes.getLong(SysvMessageLayouts.MSQID_DS_STIME)),
                IpcTable.time(bytes.getLong(SysvMessageLayouts.MSQID_DS_RTIME)),
                Instant.ofEpochSecond(bytes.getLong(SysvMessageLayouts.MSQID_DS_CTIME)));
    }
}
