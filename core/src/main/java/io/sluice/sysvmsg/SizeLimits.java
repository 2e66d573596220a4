package io.sluice.sysvmsg;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;

/** How large a message to one queue may be. Both limits may be changed while the queue is open. */
final class SizeLimits {
    private final MessageControl control;
    private final int id;
    private final String name;
    private volatile int maxMessageSize;

    SizeLimits(MessageControl control, int id, String name) {
        this.control = control;
        this.id = id;
        this.name = name;
        maxMessageSize = control.limits().maxMessageSize();
    }

    /** {@code msgmax}, as it was when last looked at. */
    int maxMessageSize() {
        return maxMessageSize;
    }

    /** Refuses what was over {@code msgmax} when last looked at, and still is. */
    void check(SysvMessage message) {
        if (message.size() > maxMessageSize) {
            checkLimit(message);
        }
    }

    /** Why the kernel refused to send it. */
    ErrnoException sendFailed(SysvMessage message, int errno) {
        if (errno == Errno.EINVAL.number()) {
            checkLimit(message);
        }
        return SysvErrors.transfer("msgsnd", name, errno);
    }

    /** Refuses what is over {@code msgmax} now. */
    private void checkLimit(SysvMessage message) {
        int limit = control.limits().maxMessageSize();
        maxMessageSize = limit;
        if (message.size() > limit) {
            throw SysvErrors.overMessageSize(name, message.size(), limit);
        }
    }

    /** Refuses what is larger than the whole queue: it would wait for ever. */
    void checkFits(SysvMessage message) {
        long maxBytes = control.maxBytes(id);
        if (message.size() > maxBytes && maxBytes >= 0) {
            throw SysvErrors.overQueueSize(name, message.size(), maxBytes);
        }
    }
}
