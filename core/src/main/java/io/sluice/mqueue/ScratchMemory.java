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
        return PosixMessage.of(payload, priority(memory));
    }

    /** What a decoder makes of the received message in it. */
    static <T> T decoded(NativeMemory memory, String name, PosixMessageDecoder<? extends T> decoder) {
        int length = memory.messageLength();
        int priority = priority(memory);
        T decoded;
        try {
            decoded = decoder.decode(priority, memory.lend(PAYLOAD, length));
        } catch (OutOfMemoryError noRoom) {
            throw noRoom; // the message is held
        } catch (Throwable cause) { // a waiting thread must end with an answer
            throw MqErrors.notDecoded(name, message(memory), "has thrown " + cause, cause);
        }
        if (decoded == null) {
            throw MqErrors.notDecoded(name, message(memory), "has returned null", null);
        }
        return decoded;
    }

    private static int priority(NativeMemory memory) {
        return memory.bytes().getInt(PRIORITY);
    }
}
