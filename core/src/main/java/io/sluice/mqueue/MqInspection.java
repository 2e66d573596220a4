package io.sluice.mqueue;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import io.sluice.libc.Libc;
import io.sluice.libc.LinuxConstants;
import io.sluice.libc.StructLayouts;
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

    static PosixMqAttributes attributes(Libc libc, int mqd, String name) {
        NativeMemory memory = NativeMemory.allocate(libc, StructLayouts.MQ_ATTR_SIZE);
        int result = libc.mqGetattr(mqd, memory.address());
        memory.keepAlive();
        if (result < 0) {
            throw new ErrnoException("mq_getattr", name, -result, "");
        }
        ByteBuffer bytes = memory.bytes();
        return new PosixMqAttributes(
                (int) bytes.getLong(StructLayouts.MQ_ATTR_MAXMSG),
                (int) bytes.getLong(StructLayouts.MQ_ATTR_MSGSIZE),
                (int) bytes.getLong(StructLayouts.MQ_ATTR_CURMSGS),
                (bytes.getLong(StructLayouts.MQ_ATTR_FLAGS) & LinuxConstants.O_NONBLOCK) != 0);
    }

    /** How many names lead to the queue: 1, or 0 if it was unlinked. */
    static int links(Libc libc, int mqd, String name) {
        return status(libc, mqd, name, FileConstants.STATX_NLINK).getInt(FileLayouts.STX_NLINK);
    }

    static PosixMqPermissions permissions(Libc libc, int mqd, String name) {
        int wanted = FileConstants.STATX_MODE | FileConstants.STATX_UID | FileConstants.STATX_GID;
        ByteBuffer status = status(libc, mqd, name, wanted);
        return new PosixMqPermissions(
                status.getShort(FileLayouts.STX_MODE) & PosixMessageQueueBuilder.MODE_MASK,
                status.getInt(FileLayouts.STX_UID),
                status.getInt(FileLayouts.STX_GID));
    }

    private static ByteBuffer status(Libc libc, int mqd, String name, int wanted) {
        NativeMemory memory = NativeMemory.allocate(libc, FileLayouts.STATX_STRUCT_SIZE);
        int result = libc.files().statx(mqd, "", FileConstants.AT_EMPTY_PATH, wanted, memory.address());
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
