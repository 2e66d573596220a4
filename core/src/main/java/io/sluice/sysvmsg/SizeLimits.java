package io.sluice.sysvmsg;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import org.jspecify.annotations.Nullable;

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
        ErrnoException tooLarge = message.size() > maxMessageSize ? overLimit(message) : null;
        if (tooLarge != null) {
            throw tooLarge;
        }
    }

    /** Why the kernel refused to send it. */
    ErrnoException sendFailed(SysvMessage message, int errno) {
        ErrnoException tooLarge = errno == Errno.EINVAL.number() ? overLimit(message) : null;
        return tooLarge != null ? tooLarge : SysvErrors.transfer("msgsnd", name, errno);
    }

    /** The error of what is over {@code msgmax} now, otherwise null. */
    private @Nullable ErrnoException overLimit(SysvMessage message) {
        int limit = control.limits().maxMessageSize();
        maxMessageSize = limit;
        return message.size() > limit ? SysvErrors.overMessageSize(name, message.size(), limit) : null;
    }

    /** Refuses what is larger than the whole queue: it would wait for ever. */
    void checkFits(SysvMessage message) {
        long maxBytes = control.maxBytes(id);
        if (message.size() > maxBytes && maxBytes >= 0) {
            throw SysvErrors.overQueueSize(name, message.size(), maxBytes);
        }
    }
}
