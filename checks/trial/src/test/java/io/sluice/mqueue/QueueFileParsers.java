package io.sluice.mqueue;

import io.sluice.files.LimitFile;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What reads the kernel's files about POSIX queues, for trials of other packages. */
public final class QueueFileParsers {
    private QueueFileParsers() {}

    /** {@code /proc/self/mountinfo}; null where no such file system is mounted. */
    public static Path mountPointOf(String type, byte[] table) {
        return MountTable.mountPointOf(type, table);
    }

    /** A file of {@code /proc/sys/fs/mqueue}. */
    public static OptionalInt limit(byte[] content) {
        return LimitFile.parsed(content);
    }

    /** A queue's file in the queues' file system; 0 where it names no process. */
    public static long notificationHolder(byte[] line) {
        return NotificationHolder.parsed(line);
    }
}
