package io.sluice.sysvmsg;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.HandledCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.WaitHandler;
import io.sluice.blocking.WaitSet;
import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.memory.HeldMessages;
import io.sluice.memory.NativeMemoryPool;
import org.jspecify.annotations.Nullable;

/** The calls on one queue's handle that block in the kernel, each on a waiting thread. */
final class BlockingCalls {
    private final SysvMessageCalls libc;
    private final int id;
    private final String name;
    private final SizeLimits sizes;
    private final NativeMemoryPool pool;
    private final HeldMessages held;
    private final WaitSet waits;

    BlockingCalls(
            SysvMessageCalls libc,
            int id,
            String name,
            SizeLimits sizes,
            NativeMemoryPool pool,
            HeldMessages held,
            @Nullable WaitingThreads threads) {
        this.libc = libc;
        this.id = id;
        this.name = name;
        this.sizes = sizes;
        this.pool = pool;
        this.held = held;
        waits = new WaitSet(name, threads);
    }

    KernelWait send(SysvMessage message, WaitHandler handler) {
        return waits.begin(new Send(message, handler));
    }

    KernelWait receive(TypeSelector selector, ReceiveHandler<SysvMessage> handler) {
        return waits.begin(new Receive(selector, handler));
    }

    private final class Send extends HandledCall {
        private final SysvMessage message;
        private final MessageMemory memory;

        Send(SysvMessage message, WaitHandler handler) {
            super("msgsnd", handler);
            this.message = message;
            memory = MessageMemory.of(libc, pool, message);
        }

        @Override
        public long call() {
            return libc.msgsnd(id, memory.address(), message.size(), 0);
        }

        @Override
        public ErrnoException failure(int errno) {
            return sizes.sendFailed(message, errno);
        }

        @Override
        public void release() {
            memory.giveBack();
        }
    }

    private final class Receive implements BlockingCall {
        private final TypeSelector selector;
        private final ReceiveHandler<SysvMessage> handler;
        private final MessageMemory memory = MessageMemory.take(libc, pool);
        private @Nullable SysvMessage message;
        private @Nullable ErrnoException noRoom;

        Receive(TypeSelector selector, ReceiveHandler<SysvMessage> handler) {
            this.selector = selector;
            this.handler = handler;
        }

        @Override
        public String function() {
            return "msgrcv";
        }

        @Override
        public void began(KernelWait wait) {
            handler.began(wait);
        }

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
                throw SysvErrors.noMemory(function(), name, noLargerMemory); // what is too long was not taken
            }
        }

        @Override
        public boolean returned(long result) {
            SysvMessage taken = message;
            message = null;
            return taken != null && handler.received(taken);
        }

        @Override
        public ErrnoException failure(int errno) {
            return noRoom != null ? noRoom : SysvErrors.transfer(function(), name, errno);
        }

        @Override
        public void failed(ErrnoException cause) {
            handler.notReceived(cause);
        }

        @Override
        public void interrupted(@Nullable ErrnoException cause) {
            handler.notReceived(cause);
        }

        @Override
        public void release() {
            memory.giveBack();
        }
    }

    /** Ends every wait. */
    void close() {
        waits.close();
    }
}
