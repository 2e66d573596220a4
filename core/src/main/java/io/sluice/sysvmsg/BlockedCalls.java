package io.sluice.sysvmsg;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.KernelWaiter;
import io.sluice.blocking.SendTurn;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.memory.HeldMessages;
import io.sluice.memory.NativeMemoryPool;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The calls on one queue's handle that wait in the kernel, each on a pooled thread. All are called back at the close. */
final class BlockedCalls {
    private final SysvMessageCalls libc;
    private final int id;
    private final String name;
    private final NativeMemoryPool pool;
    private final HeldMessages held;
    private final Set<KernelWait> waits = new HashSet<>();
    private boolean closed;

    BlockedCalls(SysvMessageCalls libc, int id, String name, NativeMemoryPool pool, HeldMessages held) {
        this.libc = libc;
        this.id = id;
        this.name = name;
        this.pool = pool;
        this.held = held;
    }

    KernelWait send(SysvMessage message, SendTurn turn) {
        MessageMemory memory = MessageMemory.of(libc, pool, message);
        Call call = new Call("msgsnd", memory) {
            @Override
            public long call() {
                return libc.msgsnd(id, memory.address(), message.size(), 0);
            }

            @Override
            boolean completed(long result) {
                turn.sent();
                return false;
            }

            @Override
            void failed(long result) {
                turn.notSent(cause("msgsnd", result));
            }
        };
        return call.begin(wait -> {});
    }

    KernelWait receive(TypeSelector selector, SysvReceiveTurn turn) {
        MessageMemory memory = MessageMemory.take(libc, pool);
        Call call = new Call("msgrcv", memory) {
            private @Nullable SysvMessage message;
            private @Nullable ErrnoException noRoom;

            @Override
            public long call() {
                try {
                    message = MessageMemory.held(held, selector);
                    if (message != null) {
                        return 0;
                    }
                    long result = receive();
                    // Copied inside the call: where there is no memory for it, the wait still ends with an answer.
                    message = result >= 0 ? memory.message(held, result) : null;
                    return result;
                } catch (ErrnoException refused) {
                    noRoom = refused;
                    return -refused.errnoNumber();
                }
            }

            private long receive() {
                try {
                    return memory.receive(id, selector, 0);
                } catch (OutOfMemoryError noLargerMemory) {
                    throw SysvErrors.noMemory("msgrcv", name, noLargerMemory); // what is too long was not taken
                }
            }

            @Override
            boolean completed(long result) {
                SysvMessage taken = message;
                message = null;
                return taken != null && turn.received(taken);
            }

            @Override
            void failed(long result) {
                // Where there was no room for the message, there may be none for one exception more.
                turn.notReceived(noRoom != null ? noRoom : cause("msgrcv", result));
            }
        };
        return call.begin(turn::began);
    }

    /** A wait with its memory, which is given back when it is over. */
    private abstract class Call implements BlockingCall, LongPredicate {
        private final String function;
        private final MessageMemory memory;
        private @Nullable KernelWait wait;

        Call(String function, MessageMemory memory) {
            this.function = function;
            this.memory = memory;
        }

        abstract boolean completed(long result);

        abstract void failed(long result);

        KernelWait begin(Consumer<KernelWait> told) {
            try {
                KernelWait prepared = KernelWaiter.shared().prepare(this, this);
                wait = prepared;
                synchronized (BlockedCalls.this) {
                    if (closed) {
                        throw SysvErrors.closed(function, name);
                    }
                    waits.add(prepared);
                }
                told.accept(prepared);
                prepared.start();
                return prepared;
            } catch (Throwable refused) {
                over();
                throw refused;
            }
        }

        @Override
        public boolean test(long result) {
            if (result < 0) {
                over();
                failed(result);
                return false;
            }
            boolean again = false;
            try {
                again = completed(result);
            } finally {
                if (!again) {
                    over();
                }
            }
            return again;
        }

        private void over() {
            memory.giveBack();
            synchronized (BlockedCalls.this) {
                waits.remove(wait);
            }
        }
    }

    private @Nullable ErrnoException cause(String function, long result) {
        if (result == KernelWait.INTERRUPTED) {
            synchronized (this) {
                return closed ? SysvErrors.closed(function, name) : null;
            }
        }
        return SysvErrors.transfer(function, name, (int) -result);
    }

    void close() {
        List<KernelWait> interrupted;
        synchronized (this) {
            closed = true;
            interrupted = List.copyOf(waits);
        }
        interrupted.forEach(KernelWait::interrupt);
        interrupted.forEach(KernelWait::interruptAndAwait);
    }
}
