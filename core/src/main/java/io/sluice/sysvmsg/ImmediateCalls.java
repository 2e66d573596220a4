package io.sluice.sysvmsg;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.SysvIpcConstants;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.libc.SysvMessageConstants;
import io.sluice.memory.HeldMessages;
import io.sluice.memory.NativeMemoryPool;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The calls on one queue that never wait. */
final class ImmediateCalls {
    private final SysvMessageCalls libc;
    private final int id;
    private final String name;
    private final NativeMemoryPool pool;
    private final HeldMessages held;

    ImmediateCalls(SysvMessageCalls libc, int id, String name, NativeMemoryPool pool) {
        this.libc = libc;
        this.id = id;
        this.name = name;
        this.pool = pool;
        held = new HeldMessages("msgrcv", name);
    }

    NativeMemoryPool pool() {
        return pool;
    }

    HeldMessages held() {
        return held;
    }

    /** Gives 0, or the negated error. */
    int send(SysvMessage message) {
        MessageMemory memory = MessageMemory.of(libc, pool, message);
        int result;
        try {
            do {
                result = libc.msgsnd(id, memory.address(), message.size(), SysvIpcConstants.IPC_NOWAIT);
            } while (result == -Errno.EINTR.number());
        } finally {
            memory.giveBack();
        }
        return result;
    }

    /** Gives null where there is no such message. */
    @Nullable
    SysvMessage receive(TypeSelector selector) {
        SysvMessage kept = MessageMemory.held(held, selector);
        return kept != null
                ? kept
                : received(
                        memory -> memory.receive(id, selector, SysvIpcConstants.IPC_NOWAIT),
                        errno -> SysvErrors.transfer("msgrcv", name, errno));
    }

    /** Takes no more bytes of it than given. */
    @Nullable
    SysvMessage receiveCut(TypeSelector selector, int maxBytes) {
        SysvMessage kept = held.poll(
                memory -> selector.matches(MessageMemory.type(memory)), memory -> MessageMemory.cut(memory, maxBytes));
        return kept != null
                ? kept
                : received(
                        memory -> memory.receiveCut(id, selector, maxBytes),
                        errno -> SysvErrors.transfer("msgrcv", name, errno));
    }

    /** Takes nothing, so nothing of it is held. */
    @Nullable
    SysvMessage copy(int position) {
        return received(
                memory -> memory.receive(id, position, SysvMessageConstants.MSG_COPY | SysvIpcConstants.IPC_NOWAIT),
                errno -> SysvErrors.browse(name, errno),
                false);
    }

    private @Nullable SysvMessage received(ToLongFunction<MessageMemory> call, IntFunction<ErrnoException> failure) {
        return received(call, failure, true);
    }

    private @Nullable SysvMessage received(
            ToLongFunction<MessageMemory> call, IntFunction<ErrnoException> failure, boolean hasLeftTheQueue) {
        MessageMemory memory = MessageMemory.take(libc, pool);
        try {
            long result;
            do {
                result = call.applyAsLong(memory);
            } while (result == -Errno.EINTR.number());
            if (result == -Errno.ENOMSG.number()) {
                return null;
            }
            if (result < 0) {
                throw failure.apply((int) -result);
            }
            return hasLeftTheQueue ? memory.message(held, result) : memory.copy(result);
        } finally {
            memory.giveBack();
        }
    }
}
