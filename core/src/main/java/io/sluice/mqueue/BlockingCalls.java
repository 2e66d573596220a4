package io.sluice.mqueue;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.WaitHandler;
import io.sluice.blocking.WaitSet;
import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.ClockLayouts;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.memory.HeldMessages;
import io.sluice.memory.NativeMemory;
import io.sluice.memory.NativeMemoryPool;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one queue's handle that block in the kernel, each on a waiting thread.
 *
 * <p>They go through a second, blocking open of the same queue, because {@code O_NONBLOCK} belongs to the open file and
 * the queue's own one is non-blocking. It is opened through the descriptor's entry under {@code /proc/self/fd}, which
 * reaches the same queue even when its name is gone or belongs to another queue by now. It stays open until the queue is
 * closed, since closing any descriptor of a queue costs the process its {@code mq_notify} registration.
 */
final class BlockingCalls {
    private final PosixQueueCalls libc;
    private final FileCalls files;
    private final OwnedFd queue;
    private final String name;
    private final PosixAccess access;
    private final NativeMemoryPool scratch;
    private final HeldMessages held;
    private final WaitSet waits;
    private @Nullable OwnedFd blocking;

    BlockingCalls(
            PosixQueueCalls libc,
            FileCalls files,
            OwnedFd queue,
            String name,
            PosixAccess access,
            NativeMemoryPool scratch,
            HeldMessages held,
            @Nullable WaitingThreads threads) {
        this.libc = libc;
        this.files = files;
        this.queue = queue;
        this.name = name;
        this.access = access;
        this.scratch = scratch;
        this.held = held;
        waits = new WaitSet(name, threads);
    }

    KernelWait send(PosixMessage message, @Nullable Instant deadline, WaitHandler handler) {
        return waits.begin(new Send(message, deadline, handler));
    }

    KernelWait receive(int maxMessageSize, ReceiveHandler<PosixMessage> handler) {
        return waits.begin(new Receive(maxMessageSize, handler));
    }

    private final class Send extends Call {
        private final PosixMessage message;
        private final long timespec;
        private final WaitHandler handler;

        Send(PosixMessage message, @Nullable Instant deadline, WaitHandler handler) {
            super("mq_timedsend");
            this.message = message;
            this.handler = handler;
            memory.bytes().put(ScratchMemory.PAYLOAD, message.payload());
            timespec = deadline == null ? 0 : putDeadline(deadline);
        }

        private long putDeadline(Instant deadline) {
            // The kernel refuses a time before 1970 even where it need not wait; to it, that is as past as 1970 itself.
            Instant valid = deadline.isBefore(Instant.EPOCH) ? Instant.EPOCH : deadline;
            memory.bytes().putLong(ScratchMemory.DEADLINE + ClockLayouts.TIMESPEC_SEC, valid.getEpochSecond());
            memory.bytes().putLong(ScratchMemory.DEADLINE + ClockLayouts.TIMESPEC_NSEC, valid.getNano());
            return memory.address() + ScratchMemory.DEADLINE;
        }

        @Override
        void tellBegan(KernelWait wait) {
            handler.began(wait);
        }

        @Override
        long call(int mqd) {
            return libc.mqTimedsend(
                    mqd, memory.address() + ScratchMemory.PAYLOAD, message.size(), message.priority(), timespec);
        }

        @Override
        public boolean returned(long result) {
            handler.done();
            return false;
        }

        @Override
        public void failed(int errno) {
            handler.notDone(
                    errno == Errno.ETIMEDOUT.number()
                            ? new SendTimeoutException(function(), name, "The queue stayed full until the deadline.")
                            : new ErrnoException(function(), name, errno, ""));
        }

        @Override
        public void interrupted(@Nullable ErrnoException cause) {
            handler.notDone(cause);
        }
    }

    private final class Receive extends Call {
        private final int maxMessageSize;
        private final ReceiveHandler<PosixMessage> handler;
        private @Nullable PosixMessage message;
        private @Nullable ErrnoException noRoom;

        Receive(int maxMessageSize, ReceiveHandler<PosixMessage> handler) {
            super("mq_receive");
            this.maxMessageSize = maxMessageSize;
            this.handler = handler;
        }

        @Override
        void tellBegan(KernelWait wait) {
            handler.began(wait);
        }

        @Override
        long call(int mqd) {
            long address = memory.address();
            long result = libc.mqTimedreceive(
                    mqd, address + ScratchMemory.PAYLOAD, maxMessageSize, address + ScratchMemory.PRIORITY, 0);
            return result < 0 ? result : copy((int) result);
        }

        /** Inside the call: where there is no memory for it, the wait still ends with an answer. */
        private long copy(int length) {
            try {
                message = held.copied(memory, length, ScratchMemory::message);
                return length;
            } catch (ErrnoException refused) {
                noRoom = refused;
                return -refused.errnoNumber();
            }
        }

        @Override
        public boolean returned(long result) {
            PosixMessage taken = message;
            message = null;
            return taken != null && handler.received(taken);
        }

        @Override
        public void failed(int errno) {
            // Where there was no room for the message, there may be none for one exception more.
            handler.notReceived(noRoom != null ? noRoom : new ErrnoException(function(), name, errno, ""));
        }

        @Override
        public void interrupted(@Nullable ErrnoException cause) {
            handler.notReceived(cause);
        }
    }

    /** A call on the blocking open, with its memory. */
    private abstract class Call implements BlockingCall {
        final NativeMemory memory = scratch.take();
        private final String function;
        private @Nullable OwnedFd opened;

        Call(String function) {
            this.function = function;
        }

        abstract void tellBegan(KernelWait wait);

        abstract long call(int mqd);

        @Override
        public final String function() {
            return function;
        }

        @Override
        public final void began(KernelWait wait) {
            tellBegan(wait);
            opened = blockingOpen(function);
        }

        @Override
        public final long call() {
            OwnedFd fd = opened;
            if (fd == null || !fd.acquire()) {
                return -Errno.EBADF.number();
            }
            try {
                return call(fd.number());
            } finally {
                fd.release();
            }
        }

        @Override
        public final void release() {
            scratch.giveBack(memory);
        }
    }

    private synchronized OwnedFd blockingOpen(String function) {
        if (waits.isClosed()) {
            throw new ClosedHandleException(function, name, "The queue was closed.");
        }
        OwnedFd opened = blocking;
        if (opened == null) {
            int number = queue.acquire(function);
            try {
                String path = "/proc/self/fd/" + number;
                int result = files.open(path, access.flag() | FileConstants.O_CLOEXEC);
                if (result < 0) {
                    throw MqErrors.open(name + " again through " + path, -result, null);
                }
                opened = OwnedFd.part(files, result, "blocking open of " + name);
                blocking = opened;
            } finally {
                queue.release();
            }
        }
        return opened;
    }

    /** Ends every wait, and closes the blocking open. */
    void close() {
        waits.close();
        OwnedFd opened;
        synchronized (this) { // behind which nobody opens it, because the waits are closed
            opened = blocking;
        }
        if (opened != null) {
            opened.close();
        }
    }
}
