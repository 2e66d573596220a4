package io.sluice.mqueue;

import io.sluice.errno.ErrnoException;
import io.sluice.files.LimitFile;
import io.sluice.libc.Libc;
import io.sluice.libc.LimitConstants;
import io.sluice.libc.LimitLayouts;
import io.sluice.libc.PosixQueueConstants;
import io.sluice.memory.NativeMemory;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The limits in force for POSIX message queues in this IPC namespace and process. A limit is empty if this process cannot
 * read it: {@code /proc} is not mounted, or the kernel has no POSIX queues.
 *
 * <pre>{@code
 * PosixMqLimits limits = PosixMqLimits.read();
 * long queues = limits.maxBytes() / PosixMqLimits.cost(10, 512); // how many of this shape this user may have
 * }</pre>
 *
 * @param maxMessages highest {@code mq_maxmsg} for a user without {@code CAP_SYS_RESOURCE} ({@code msg_max})
 * @param maxMessageSize highest {@code mq_msgsize} in bytes, likewise ({@code msgsize_max})
 * @param maxQueues how many queues the namespace may have ({@code queues_max})
 * @param defaultMaxMessages {@code mq_maxmsg} where none is given ({@code msg_default})
 * @param defaultMaxMessageSize {@code mq_msgsize} in bytes where none is given ({@code msgsize_default})
 * @param maxBytes bytes that all queues of this process's real user may take ({@code RLIMIT_MSGQUEUE}, the soft limit);
 *     {@link Long#MAX_VALUE} where there is no limit
 * @see "mq_overview(7)"
 * @see "getrlimit(2)"
 */
public record PosixMqLimits(
        OptionalInt maxMessages,
        OptionalInt maxMessageSize,
        OptionalInt maxQueues,
        OptionalInt defaultMaxMessages,
        OptionalInt defaultMaxMessageSize,
        long maxBytes) {
    private static final Path FOLDER = Path.of("/proc/sys/fs/mqueue");

    /** {@code sizeof(struct msg_msg *)} and {@code sizeof(struct posix_msg_tree_node)} in a 64-bit kernel. */
    private static final long BYTES_PER_MESSAGE = 48;

    private static final long BYTES_PER_PRIORITY_NODE = 48;

    /**
     * Reads the limits as they are now. This reads files, so do not call it on an event loop's thread.
     *
     * @return the limits
     */
    public static PosixMqLimits read() {
        return new PosixMqLimits(
                LimitFile.read(FOLDER.resolve("msg_max")),
                LimitFile.read(FOLDER.resolve("msgsize_max")),
                LimitFile.read(FOLDER.resolve("queues_max")),
                LimitFile.read(FOLDER.resolve("msg_default")),
                LimitFile.read(FOLDER.resolve("msgsize_default")),
                resourceLimit(LimitConstants.RLIMIT_MSGQUEUE));
    }

    /**
     * What a queue of this shape takes of {@code RLIMIT_MSGQUEUE}, from its creation until its name is gone and its last
     * descriptor is closed.
     *
     * @param maxMessages {@code mq_maxmsg}, positive
     * @param maxMessageSize {@code mq_msgsize} in bytes, positive
     * @return bytes; {@link Long#MAX_VALUE} where the product is larger than that
     */
    public static long cost(int maxMessages, int maxMessageSize) {
        long nodes = Math.min(maxMessages, PosixQueueConstants.MQ_PRIO_MAX) * BYTES_PER_PRIORITY_NODE;
        return maxMessages * BYTES_PER_MESSAGE + nodes + (long) maxMessages * maxMessageSize;
    }

    private static long resourceLimit(int resource) {
        NativeMemory limit = NativeMemory.allocate(LimitLayouts.RLIMIT_SIZE);
        int result = Libc.get().limits().getrlimit(resource, limit.address());
        limit.keepAlive();
        if (result < 0) {
            throw new ErrnoException("getrlimit", "RLIMIT_MSGQUEUE", -result, "");
        }
        long soft = limit.bytes().getLong(LimitLayouts.RLIMIT_CUR);
        return soft < 0 ? Long.MAX_VALUE : soft; // RLIM_INFINITY is all ones
    }
}
