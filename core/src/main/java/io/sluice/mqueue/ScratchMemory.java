package io.sluice.mqueue;

import io.sluice.libc.ClockLayouts;
import io.sluice.memory.NativeMemory;
import io.sluice.memory.NativeMemoryPool;

/** How the native memory for a call on a queue is laid out: a priority, a deadline and the queue's longest message. */
final class ScratchMemory {
    /** Where the priority of a received message is stored. */
    static final int PRIORITY = 0;
    /** Where the deadline of a timed call is stored. */
    static final int DEADLINE = 8;
    /** Where the message begins. */
    static final int PAYLOAD = 24;

    /** A deadline that has passed: a timed call on a blocking queue does not wait then. */
    static final NativeMemory PAST = NativeMemory.allocate(ClockLayouts.TIMESPEC_SIZE);

    private ScratchMemory() {}

    static NativeMemoryPool pool(int maxMessageSize) {
        return new NativeMemoryPool(Math.addExact(PAYLOAD, maxMessageSize));
    }

    /** The received message in it. */
    static PosixMessage message(NativeMemory memory) {
        byte[] payload = new byte[memory.messageLength()];
        memory.bytes().get(PAYLOAD, payload);
        return PosixMessage.of(payload, memory.bytes().getInt(PRIORITY));
    }
}
