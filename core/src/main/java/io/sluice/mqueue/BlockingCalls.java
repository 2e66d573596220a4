package io.sluice.mqueue;

import io.sluice.blocking.BlockingCall;
import io.sluice.blocking.HandledCall;
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
import java.util.function.Function;
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
    private final HowOpened handle;
    private final NativeMemoryPool scratch;
    private final HeldMessages held;
    private final WaitSet waits;
    private @Nullable OwnedFd blocking;

    BlockingCalls(
            PosixQueueCalls libc,
            FileCalls files,
            OwnedFd queue,
            HowOpened handle,
            NativeMemoryPool scratch,
            HeldMessages held,
            @Nullable WaitingThreads threads) {
        this.libc = libc;
        this.files = files;
        this.queue = queue;
        this.handle = handle;
        this.scratch = scratch;
        this.held = held;
        waits = new WaitSet(handle.name(), threads);
    }

    KernelWait send(PosixMessage message, @Nullable Instant deadline, WaitHandler handler) {
        return waits.begin(new Send(message, deadline, handler));
    }

    /** With what is made of each message. */
    <M> KernelWait receive(Function<NativeMemory, M> made, ReceiveHandler<M> handler) {
        return waits.begin(new Receive<>(made, handler));
    }

    private final class Send extends HandledCall {
        private final PosixMessage message;
        private final OpenedMemory opened = new OpenedMemory();
        private final long timespec;

        Send(PosixMessage message, @Nullable Instant deadline, WaitHandler handler) {
            super("mq_timedsend", handler);
            this.message = message;
            opened.memory.bytes().put(ScratchMemory.PAYLOAD, message.payload());
            timespec = deadline == null ? 0 : putDeadline(deadline);
        }

        private long putDeadline(Instant deadline) {
            // The kernel refuses a time before 1970 even where it need not wait; to it, that is as past as 1970 itself.
            Instant valid = deadline.isBefore(Instant.EPOCH) ? Instant.EPOCH : deadline;
            NativeMemory memory = opened.memory;
            memory.bytes().putLong(ScratchMemory.DEADLINE + ClockLayouts.TIMESPEC_SEC, valid.getEpochSecond());
            memory.bytes().putLong(ScratchMemory.DEADLINE + ClockLayouts.TIMESPEC_NSEC, valid.getNano());
            return memory.address() + ScratchMemory.DEADLINE;
        }

        @Override
        public void began(KernelWait wait) {
            super.began(wait);
            opened.open(function());
        }

        @Override
        public long call() {
            return opened.call((mqd, address) -> libc.mqTimedsend(
                    mqd, address + ScratchMemory.PAYLOAD, message.size(), message.priority(), timespec));
        }

        @Override
        public ErrnoException failure(int errno) {
            return errno == Errno.ETIMEDOUT.number()
                    ? new SendTimeoutException(function(), handle.name(), "The queue stayed full until the deadline.")
                    : new ErrnoException(function(), handle.name(), errno, "");
        }

        @Override
        public void release() {
            opened.release();
        }
    }

    private final class Receive<M> implements BlockingCall {
        private final Function<NativeMemory, M> made;
        private final ReceiveHandler<M> handler;
        private final OpenedMemory opened = new OpenedMemory();
        private @Nullable M message;
        private @Nullable ErrnoException refused;

        Receive(Function<NativeMemory, M> made, ReceiveHandler<M> handler) {
            this.made = made;
            this.handler = handler;
        }

        @Override
        public String function() {
            return "mq_receive";
        }

        @Override
        public void began(KernelWait wait) {
            handler.began(wait);
            opened.open(function());
        }

        @Override
        public long call() {
            return opened.call(this::receive);
        }

        /** Inside the call: where there is no memory for it, or a decoder refuses it, the wait still ends with an answer. */
        private long receive(int mqd, long address) {
            try {
                message = held.isEmpty() ? null : held.poll(memory -> queue.isOpen(), made);
                if (message != null) {
                    return 0;
                }
                int room = opened.memory.size() - ScratchMemory.PAYLOAD;
                long result = libc.mqTimedreceive(
                        mqd, address + ScratchMemory.PAYLOAD, room, address + ScratchMemory.PRIORITY, 0);
                message = result < 0 ? null : held.copied(opened.memory, (int) result, made);
                return result;
            } catch (ErrnoException cause) {
                refused = cause;
                return -cause.errnoNumber();
            }
        }

        @Override
        public boolean returned(long result) {
            M taken = message;
            message = null;
            return taken != null && handler.received(taken);
        }

        @Override
        public ErrnoException failure(int errno) {
            return refused != null ? refused : new ErrnoException(function(), handle.name(), errno, "");
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
            opened.release();
        }
    }

    /** A call with the descriptor of the blocking open, and with the address of its memory. */
    private interface QueueCall {
        long make(int mqd, long address);
    }

    /** What each call needs: the blocking open, and memory of its own. */
    private final class OpenedMemory {
        final NativeMemory memory = scratch.take();
        private @Nullable OwnedFd opened;

        void open(String function) {
            opened = blockingOpen(function);
        }

        long call(QueueCall call) {
            OwnedFd fd = opened;
            if (fd == null || !fd.acquire()) {
                return -Errno.EBADF.number();
            }
            try {
                return call.make(fd.number(), memory.address());
            } finally {
                fd.release();
            }
        }

        void release() {
            scratch.giveBack(memory);
        }
    }

    private synchronized OwnedFd blockingOpen(String function) {
        if (waits.isClosed()) {
            throw new ClosedHandleException(function, handle.name(), "The queue was closed.");
        }
        OwnedFd opened = blocking;
        if (opened == null) {
            int number = queue.acquire(function);
            try {
                String path = "/proc/self/fd/" + number;
                String description = "blocking open of " + handle.name();
                int result = files.open(path, handle.access().flag() | FileConstants.O_CLOEXEC);
                if (result == -Errno.EACCES.number() && isBlocking(number)) {
                    // This user was given the queue and may not open it. What was given blocks as well as an open of
                    // its own.
                    result = files.fcntl(number, FileConstants.F_DUPFD_CLOEXEC, 0);
                }
                if (result < 0) {
                    throw MqErrors.openAgain(handle.name(), path, -result, handle.shared());
                }
                opened = OwnedFd.part(files, result, description);
                blocking = opened;
            } finally {
                queue.release();
            }
        }
        return opened;
    }

    private boolean isBlocking(int number) {
        int flags = files.fcntl(number, FileConstants.F_GETFL, 0);
        return flags >= 0 && (flags & FileConstants.O_NONBLOCK) == 0;
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
