package io.sluice.sysvmsg;

import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue as it was at one moment. Times have a resolution of one second.
 *
 * @param id the identifier
 * @param key the key; {@link IpcKey#PRIVATE} where it has none
 * @param permissions owner, creator and mode
 * @param messages how many messages are in it ({@code msg_qnum})
 * @param bytes how many bytes are in it ({@code msg_cbytes})
 * @param maxBytes how many bytes, and how many messages, it holds ({@code msg_qbytes})
 * @param lastSender the process that sent last; 0 where none did
 * @param lastReceiver the process that received last, or the thread of it that was waiting; 0 where none did
 * @param lastSendTime when that was; null where none did
 * @param lastReceiveTime when that was; null where none did
 * @param changeTime when it was created or its settings last changed
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
     * The part that can be changed.
     *
     * @return the settings in force at that moment
     */
    public SysvMqSettings settings() {
        return new SysvMqSettings(permissions.userId(), permissions.groupId(), permissions.mode(), maxBytes);
    }
}
