package io.sluice.mqueue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

/** What a call on one queue needs: the right access, a valid priority, and enough room. It is checked before the kernel is called. */
final class CallRules {
    private final String name;
    private final PosixAccess access;
    private final int maxMessageSize;

    CallRules(String name, PosixAccess access, int maxMessageSize) {
        this.name = name;
        this.access = access;
        this.maxMessageSize = maxMessageSize;
    }

    void checkSend(int length, int priority) {
        PosixMessage.checkPriority(priority);
        if (!access.canSend()) {
            throw MqErrors.wrongAccess("mq_send", name, access, PosixAccess.WRITE);
        }
        if (length > maxMessageSize) {
            throw MqErrors.messageTooLarge(name, length, maxMessageSize);
        }
    }

    void checkReceive() {
        if (!access.canReceive()) {
            throw MqErrors.wrongAccess("mq_receive", name, access, PosixAccess.READ);
        }
    }

    /** Of a buffer to receive into. */
    void checkRoom(ByteBuffer into) {
        if (into.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (into.remaining() < maxMessageSize) {
            throw MqErrors.bufferTooSmall(name, into.remaining(), maxMessageSize);
        }
    }
}
