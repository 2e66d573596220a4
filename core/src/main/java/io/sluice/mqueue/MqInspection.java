package io.sluice.mqueue;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.PosixQueueLayouts;
import io.sluice.memory.NativeMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** What can be asked of a queue: by its descriptor, or by its entry in the mqueue file system. */
final class MqInspection {
    private MqInspection() {}

    static PosixMqAttributes attributes(PosixQueueCalls libc, int mqd, String name) {
        NativeMemory memory = NativeMemory.allocate(PosixQueueLayouts.MQ_ATTR_SIZE);
        int result = libc.mqGetattr(mqd, memory.address());
        memory.keepAlive();
        if (result < 0) {
            throw new ErrnoException("mq_getattr", name, -result, "");
        }
        ByteBuffer bytes = memory.bytes();
        return new PosixMqAttributes(
                (int) bytes.getLong(PosixQueueLayouts.MQ_ATTR_MAXMSG),
                (int) bytes.getLong(PosixQueueLayouts.MQ_ATTR_MSGSIZE),
                (int) bytes.getLong(PosixQueueLayouts.MQ_ATTR_CURMSGS),
                (bytes.getLong(PosixQueueLayouts.MQ_ATTR_FLAGS) & FileConstants.O_NONBLOCK) != 0);
    }

    /** How many names lead to the queue: 1, or 0 if it was unlinked. */
    static int links(FileCalls files, int mqd, String name) {
        return status(files, mqd, name, FileConstants.STATX_NLINK).getInt(FileLayouts.STX_NLINK);
    }

    static PosixMqPermissions permissions(FileCalls files, int mqd, String name) {
        int wanted = FileConstants.STATX_MODE | FileConstants.STATX_UID | FileConstants.STATX_GID;
        ByteBuffer status = status(files, mqd, name, wanted);
        return new PosixMqPermissions(
                status.getShort(FileLayouts.STX_MODE) & PosixMessageQueueBuilder.MODE_MASK,
                status.getInt(FileLayouts.STX_UID),
                status.getInt(FileLayouts.STX_GID));
    }

    private static ByteBuffer status(FileCalls files, int mqd, String name, int wanted) {
        NativeMemory memory = NativeMemory.allocate(FileLayouts.STATX_STRUCT_SIZE);
        int result = files.statx(mqd, "", FileConstants.AT_EMPTY_PATH, wanted, memory.address());
        memory.keepAlive();
        if (result < 0) {
            throw new ErrnoException("statx", name, -result, "");
        }
        return memory.bytes();
    }

    static PosixMqPermissions permissions(Path file) throws IOException {
        Map<String, Object> values = Files.readAttributes(file, "unix:mode,uid,gid");
        return new PosixMqPermissions(
                number(values, "mode") & PosixMessageQueueBuilder.MODE_MASK,
                number(values, "uid"),
                number(values, "gid"));
    }

    private static int number(Map<String, Object> values, String name) {
        return (Integer) Objects.requireNonNull(values.get(name), name);
    }
}
