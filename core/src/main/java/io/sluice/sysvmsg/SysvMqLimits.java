package io.sluice.sysvmsg;

import io.sluice.errno.ErrnoException;
import io.sluice.libc.Libc;

/**
 * The limits in force for System V message queues in this IPC namespace.
 *
 * <pre>{@code
 * System.out.println("a message may have " + SysvMqLimits.read().maxMessageSize() + " bytes");
 * }</pre>
 *
 * @param maxMessageSize the longest message in bytes, without its type ({@code msgmax})
 * @param maxBytes {@code msg_qbytes} of a new queue, and the most that a user without {@code CAP_SYS_RESOURCE} may set it
 *     to ({@code msgmnb})
 * @param maxQueues how many queues the namespace may have ({@code msgmni})
 * @see "sysvipc(7)"
 */
public record SysvMqLimits(int maxMessageSize, int maxBytes, int maxQueues) {
    /**
     * Reads the limits as they are now.
     *
     * @return the limits
     * @throws ErrnoException if this kernel was built without System V queues ({@code ENOSYS})
     * @see "msgctl(2)"
     */
    public static SysvMqLimits read() {
        return new MessageControl(Libc.get().sysvMessages()).limits();
    }
}
