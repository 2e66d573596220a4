package io.sluice.mqueue;

import org.jspecify.annotations.Nullable;

/** How large a queue is to be. */
record MqShape(int maxMessages, int maxMessageSize) {
    /** What the kernel takes where nothing is asked for; null where that cannot be read. */
    static @Nullable MqShape defaults(PosixMqLimits limits) {
        if (limits.defaultMaxMessages().isEmpty()
                || limits.defaultMaxMessageSize().isEmpty()) {
            return null;
        }
        return new MqShape(
                limits.defaultMaxMessages().getAsInt(),
                limits.defaultMaxMessageSize().getAsInt());
    }

    @Override
    public String toString() {
        return maxMessages + " messages of " + maxMessageSize + " bytes";
    }
}
