package io.sluice.sysvmsg;

import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as it was at one moment. Times have a resolution of one second.
 *
 * <pre>{@code
 * SysvMqStatus now = sysvQueue.status();
 * System.out.println(now.messages() + " messages of " + now.bytes() + " bytes, " + now.permissions());
 * }</pre>
 *
 * @param id the identifier
 * @param key the key; {@link IpcKey#PRIVATE} if it has none
 * @param permissions owner, creator and mode
 * @param messages how many messages are in it ({@code msg_qnum})
 * @param bytes how many bytes are in it ({@code msg_cbytes})
 * @param maxBytes how many bytes, and how many messages, it holds ({@code msg_qbytes})
 * @param lastSender the id of the process that sent last; 0 if none has
 * @param lastReceiver the id of the process that received last, or of its thread if that waited in the kernel; 0 if none
 *     has
 * @param lastSendTime the time of the last send; null if there was none
 * @param lastReceiveTime the time of the last receive; null if there was none
 * @param changeTime the time at which the queue was created or its settings last changed
 * @see "msgctl(2)"
 */
public record SysvMqStatus(
        int id,
        IpcKey key,
        IpcPermissions permissions,
        long messages,
        long bytes,
        long maxBytes,
        int lastSender,
        int lastReceiver,
        @Nullable Instant lastSendTime,
        @Nullable Instant lastReceiveTime,
        Instant changeTime) {
    /**
     * The settings that can be changed.
     *
     * @return the settings at that moment
     */
    public SysvMqSettings settings() {
        return new SysvMqSettings(permissions.userId(), permissions.groupId(), permissions.mode(), maxBytes);
    }
}
