package io.sluice.mqueue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.MemoryCalls;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.memory.HeldMessages;
import io.sluice.memory.NativeMemory;
import io.sluice.memory.NativeMemoryPool;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls on one queue that never wait. Whether they are allowed, and long enough, is checked before. */
final class ImmediateCalls {
    private final PosixQueueCalls libc;
    private final MemoryCalls memory;
    private final OwnedFd fd;
    private final String name;
    private final int maxMessageSize;
    private final NativeMemoryPool scratch;
    private final HeldMessages held;
    /** None where the descriptor is non-blocking; otherwise a time that has passed. */
    private final long deadline;

    ImmediateCalls(
            PosixQueueCalls libc,
            MemoryCalls memory,
            OwnedFd fd,
            String name,
            int maxMessageSize,
            NativeMemoryPool scratch,
            HeldMessages held,
            boolean blocking) {
        this.libc = libc;
        this.memory = memory;
        this.fd = fd;
        this.name = name;
        this.maxMessageSize = maxMessageSize;
        this.scratch = scratch;
        this.held = held;
        deadline = blocking ? ScratchMemory.PAST.address() : 0;
    }

    /** {@code EAGAIN} of a non-blocking descriptor, and {@code ETIMEDOUT} behind a deadline. */
    private static boolean wouldBlock(long result) {
        return result == -Errno.EAGAIN.number() || result == -Errno.ETIMEDOUT.number();
    }

    /** False where the queue is full. */
    boolean send(byte[] payload, int priority) {
        NativeMemory memory = scratch.take();
        try {
            memory.bytes().put(ScratchMemory.PAYLOAD, payload);
            return send(memory.address() + ScratchMemory.PAYLOAD, payload.length, priority);
        } finally {
            scratch.giveBack(memory);
        }
    }

    /** False where the queue is full. Moves the buffer's position to its limit otherwise. */
    boolean send(ByteBuffer payload, int priority) {
        boolean sent = payload.isDirect() ? sendDirect(payload, priority) : sendCopy(payload, priority);
        if (sent) {
            payload.position(payload.limit());
        }
        return sent;
    }

    private boolean sendDirect(ByteBuffer payload, int priority) {
        try {
            return send(memory.address(payload) + payload.position(), payload.remaining(), priority);
        } finally {
            Reference.reachabilityFence(payload);
        }
    }

    private boolean sendCopy(ByteBuffer payload, int priority) {
        NativeMemory memory = scratch.take();
        try {
            int length = payload.remaining();
            memory.bytes().put(ScratchMemory.PAYLOAD, payload, payload.position(), length);
            return send(memory.address() + ScratchMemory.PAYLOAD, length, priority);
        } finally {
            scratch.giveBack(memory);
        }
    }

    /** Null where the queue is empty. */
    @Nullable
    PosixMessage receive() {
        return receive(ScratchMemory::message);
    }

    /** Null where the queue is empty. */
    <T> @Nullable T receive(PosixMessageDecoder<? extends T> decoder) {
        return receive(received -> ScratchMemory.<T>decoded(received, name, decoder));
    }

    private <T> @Nullable T receive(Function<NativeMemory, T> made) {
        if (!held.isEmpty()) {
            T kept = held.poll(memory -> fd.isOpen(), made);
            if (kept != null) {
                return kept;
            }
        }
        NativeMemory memory = scratch.take();
        try {
            long length = receive(memory.address() + ScratchMemory.PAYLOAD, memory, maxMessageSize);
            return length < 0 ? null : held.copied(memory, (int) length, made);
        } finally {
            scratch.giveBack(memory);
        }
    }

    /** The priority, or {@link PosixMessageQueue#EMPTY}. Moves the buffer's position behind the message. */
    int receive(ByteBuffer into) {
        if (!held.isEmpty()) {
            Integer priority = held.poll(memory -> fd.isOpen(), memory -> copy(memory, into));
            if (priority != null) {
                return priority;
            }
        }
        NativeMemory memory = scratch.take();
        try {
            long length = into.isDirect() ? receiveDirect(into, memory) : receiveCopy(into, memory);
            if (length < 0) {
                return PosixMessageQueue.EMPTY;
            }
            into.position(into.position() + (int) length);
            return memory.bytes().getInt(ScratchMemory.PRIORITY);
        } finally {
            scratch.giveBack(memory);
        }
    }

    /** What was held fits, since the buffer has room for the longest message. */
    private static int copy(NativeMemory held, ByteBuffer into) {
        int length = held.messageLength();
        into.put(into.position(), held.bytes(), ScratchMemory.PAYLOAD, length);
        into.position(into.position() + length);
        return held.bytes().getInt(ScratchMemory.PRIORITY);
    }

    private long receiveDirect(ByteBuffer into, NativeMemory forPriority) {
        try {
            return receive(memory.address(into) + into.position(), forPriority, into.remaining());
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    private long receiveCopy(ByteBuffer into, NativeMemory memory) {
        long length = receive(memory.address() + ScratchMemory.PAYLOAD, memory, maxMessageSize);
        if (length > 0) {
            into.put(into.position(), memory.bytes(), ScratchMemory.PAYLOAD, (int) length);
        }
        return length;
    }

    private boolean send(long address, int length, int priority) {
        int number = fd.acquire("mq_send");
        int result;
        try {
            do {
                result = libc.mqTimedsend(number, address, length, priority, deadline);
            } while (result == -Errno.EINTR.number());
        } finally {
            fd.release();
        }
        if (wouldBlock(result)) {
            return false;
        }
        if (result < 0) {
            throw new ErrnoException("mq_send", name, -result, "");
        }
        return true;
    }

    /** The message's length; negative where there is none. */
    private long receive(long address, NativeMemory forPriority, int length) {
        int number = fd.acquire("mq_receive");
        long result;
        try {
            do {
                long priority = forPriority.address() + ScratchMemory.PRIORITY;
                result = libc.mqTimedreceive(number, address, length, priority, deadline);
            } while (result == -Errno.EINTR.number());
        } finally {
            fd.release();
        }
        if (result < 0 && !wouldBlock(result)) {
            throw new ErrnoException("mq_receive", name, (int) -result, "");
        }
        return result;
    }
}
