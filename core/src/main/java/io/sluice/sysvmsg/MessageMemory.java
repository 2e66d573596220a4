package io.sluice.sysvmsg;

import io.sluice.errno.Errno;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.libc.SysvMessageConstants;
import io.sluice.memory.HeldMessages;
import io.sluice.memory.NativeMemory;
import io.sluice.memory.NativeMemoryPool;
import org.jspecify.annotations.Nullable;

/** Room for one message, as {@code msgsnd} and {@code msgrcv} want it: the type, then the bytes. */
final class MessageMemory {
    private static final int TYPE = 0;
    private static final int PAYLOAD = 8;
    private static final int MOST_KEPT = 1 << 20;

    private final SysvMessageCalls libc;
    private final NativeMemoryPool pool;
    private NativeMemory memory;

    private MessageMemory(SysvMessageCalls libc, NativeMemoryPool pool, NativeMemory memory) {
        this.libc = libc;
        this.pool = pool;
        this.memory = memory;
    }

    /**
     * A pool of room for messages up to a size, within reason: where {@code msgmax} allows gigabytes, few messages are of
     * that size, and a receive makes more room where it needs it.
     */
    static NativeMemoryPool pool(int maxMessageSize) {
        return new NativeMemoryPool(PAYLOAD + Math.min(maxMessageSize, MOST_KEPT));
    }

    static MessageMemory take(SysvMessageCalls libc, NativeMemoryPool pool) {
        return new MessageMemory(libc, pool, pool.take());
    }

    static MessageMemory of(SysvMessageCalls libc, NativeMemoryPool pool, SysvMessage message) {
        boolean fits = message.size() <= pool.size() - PAYLOAD;
        NativeMemory memory = fits ? pool.take() : NativeMemory.allocate(PAYLOAD + message.size());
        memory.bytes().putLong(TYPE, message.type());
        memory.bytes().put(PAYLOAD, message.payload());
        return new MessageMemory(libc, pool, memory);
    }

    long address() {
        return memory.address();
    }

    /** Calls {@code msgrcv} once, and again with more room while the message is longer than it: such a one stays queued. */
    long receive(int id, TypeSelector selector, int flags) {
        return receive(id, selector.argument(), selector.flags() | flags);
    }

    /** The same with the bare argument of the call. */
    long receive(int id, long argument, int flags) {
        long result = libc.msgrcv(id, memory.address(), memory.size() - PAYLOAD, argument, flags);
        while (result == -Errno.E2BIG.number()) {
            memory = NativeMemory.allocate((int) Math.min(2L * memory.size(), Integer.MAX_VALUE));
            result = libc.msgrcv(id, memory.address(), memory.size() - PAYLOAD, argument, flags);
        }
        return result;
    }

    /** Takes a message, and of it no more bytes than given; makes as much room as the message needs, and no more. */
    long receiveCut(int id, TypeSelector selector, int maxBytes) {
        int flags = selector.flags() | SysvIpcConstants.IPC_NOWAIT;
        int enough = (int) Math.min((long) PAYLOAD + maxBytes, Integer.MAX_VALUE);
        while (memory.size() < enough) {
            long result = libc.msgrcv(id, memory.address(), memory.size() - PAYLOAD, selector.argument(), flags);
            if (result != -Errno.E2BIG.number()) {
                return result;
            }
            memory = NativeMemory.allocate((int) Math.min(2L * memory.size(), enough));
        }
        return libc.msgrcv(
                id,
                memory.address(),
                Math.min(maxBytes, memory.size() - PAYLOAD),
                selector.argument(),
                flags | SysvMessageConstants.MSG_NOERROR);
    }

    /** What was received, or it is held where the heap has no room for it. */
    SysvMessage message(HeldMessages held, long length) {
        return held.copied(memory, (int) length, MessageMemory::message);
    }

    /** What was copied and is still in the queue. */
    SysvMessage copy(long length) {
        byte[] payload = new byte[(int) length];
        memory.bytes().get(PAYLOAD, payload);
        return SysvMessage.of(type(memory), payload);
    }

    /** The oldest held message that the selector means. */
    static @Nullable SysvMessage held(HeldMessages held, TypeSelector selector) {
        return held.isEmpty() ? null : held.poll(memory -> selector.matches(type(memory)), MessageMemory::message);
    }

    private static SysvMessage message(NativeMemory memory) {
        return cut(memory, Integer.MAX_VALUE);
    }

    static SysvMessage cut(NativeMemory memory, int maxBytes) {
        byte[] payload = new byte[Math.min(memory.messageLength(), maxBytes)];
        memory.bytes().get(PAYLOAD, payload);
        return SysvMessage.of(type(memory), payload);
    }

    static long type(NativeMemory memory) {
        return memory.bytes().getLong(TYPE);
    }

    void giveBack() {
        pool.giveBack(memory);
    }
}
