package io.sluice.mqueue;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.KernelWaiter;
import io.sluice.blocking.SendTurn;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The waits of one queue in the kernel's own line of blocked senders or receivers.
 *
 * <p>They go through a second, blocking open of the same queue, because {@code O_NONBLOCK} belongs to the open file and
 * the queue's own one is non-blocking. It is opened through the descriptor's entry under {@code /proc/self/fd}, which
 * reaches the same queue even when its name is gone or belongs to another queue by now. It stays open until the queue is
 * closed, since closing any descriptor of a queue costs the process its {@code mq_notify} registration.
 */
final class KernelLine {
    private final PosixQueueCalls libc;
    private final FileCalls files;
    private final OwnedFd queue;
    private final String name;
    private final PosixAccess access;
    private final NativeMemoryPool scratch;
    private final HeldMessages held;
    private final Set<KernelWait> waits = new HashSet<>();
    private @Nullable OwnedFd blocking;
    private boolean closed;

    KernelLine(
            PosixQueueCalls libc,
            FileCalls files,
            OwnedFd queue,
            String name,
            PosixAccess access,
            NativeMemoryPool scratch,
            HeldMessages held) {
        this.libc = libc;
        this.files = files;
        this.queue = queue;
        this.name = name;
        this.access = access;
        this.scratch = scratch;
        this.held = held;
    }

    KernelWait send(PosixMessage message, @Nullable Instant deadline, SendTurn turn) {
        NativeMemory memory = scratch.take();
        memory.bytes().put(ScratchMemory.PAYLOAD, message.payload());
        long timespec = deadline == null ? 0 : putDeadline(memory, deadline);
        long payload = memory.address() + ScratchMemory.PAYLOAD;
        return wait("mq_timedsend", memory, new Wait() {
            @Override
            public long call(int fd) {
                return libc.mqTimedsend(fd, payload, message.size(), message.priority(), timespec);
            }

            @Override
            public void ended(long result) {
                if (result >= 0) {
                    turn.sent();
                } else {
                    turn.notSent(cause("mq_timedsend", result));
                }
            }
        });
    }

    KernelWait receive(int maxMessageSize, ReceiveTurn turn) {
        NativeMemory memory = scratch.take();
        long payload = memory.address() + ScratchMemory.PAYLOAD;
        long priority = memory.address() + ScratchMemory.PRIORITY;
        return wait("mq_receive", memory, new Wait() {
            private @Nullable PosixMessage message;
            private @Nullable ErrnoException noRoom;

            @Override
            public long call(int fd) {
                long result = libc.mqTimedreceive(fd, payload, maxMessageSize, priority, 0);
                if (result >= 0) {
                    copy((int) result);
                }
                return result;
            }

            private void copy(int length) {
                try {
                    message = held.copied(memory, length, ScratchMemory::message);
                } catch (ErrnoException refused) {
                    noRoom = refused;
                }
            }

            @Override
            public void ended(long result) {
                if (message != null) {
                    turn.received(message);
                } else {
                    turn.notReceived(noRoom != null ? noRoom : cause("mq_receive", result));
                }
            }
        });
    }

    private interface Wait {
        long call(int fd);

        void ended(long result);
    }

    private KernelWait wait(String call, NativeMemory memory, Wait wait) {
        try {
            return startWait(call, memory, wait);
        } catch (Throwable refused) {
            scratch.giveBack(memory);
            throw refused;
        }
    }

    private synchronized KernelWait startWait(String call, NativeMemory memory, Wait wait) {
        OwnedFd fd = blockingOpen(call);
        fd.acquire(call);
        KernelWait[] prepared = new KernelWait[1]; // for the completion, which is made before it
        try {
            KernelWait begun = KernelWaiter.shared().prepareOnce(() -> wait.call(fd.number()), result -> {
                scratch.giveBack(memory);
                fd.release();
                forget(prepared[0]);
                wait.ended(result);
            });
            prepared[0] = begun;
            waits.add(begun); // before the start, behind which nothing may fail: memory and descriptor are its own then
            begun.start();
            return begun;
        } catch (Throwable refused) {
            forget(prepared[0]);
            fd.release();
            throw refused;
        }
    }

    private synchronized void forget(@Nullable KernelWait ended) {
        waits.remove(ended);
    }

    private OwnedFd blockingOpen(String call) {
        if (closed) {
            throw closedException(call);
        }
        OwnedFd opened = blocking;
        if (opened == null) {
            int number = queue.acquire(call);
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

    private @Nullable ErrnoException cause(String call, long result) {
        if (result == KernelWait.INTERRUPTED) {
            synchronized (this) {
                return closed ? closedException(call) : null;
            }
        }
        if (result == -Errno.ETIMEDOUT.number()) {
            return new SendTimeoutException(call, name, "The queue stayed full until the deadline.");
        }
        return new ErrnoException(call, name, (int) -result, "");
    }

    private ClosedHandleException closedException(String call) {
        return new ClosedHandleException(call, name, "The queue was closed.");
    }

    private static long putDeadline(NativeMemory memory, Instant deadline) {
        // The kernel refuses a time before 1970 even where it need not wait; to it, that is as past as 1970 itself.
        Instant valid = deadline.isBefore(Instant.EPOCH) ? Instant.EPOCH : deadline;
        memory.bytes().putLong(ScratchMemory.DEADLINE + ClockLayouts.TIMESPEC_SEC, valid.getEpochSecond());
        memory.bytes().putLong(ScratchMemory.DEADLINE + ClockLayouts.TIMESPEC_NSEC, valid.getNano());
        return memory.address() + ScratchMemory.DEADLINE;
    }

    /** Calls every waiting thread back, and closes the blocking open when the last one has left. */
    void close() {
        List<KernelWait> interrupted;
        OwnedFd opened;
        synchronized (this) {
            closed = true;
            interrupted = List.copyOf(waits);
            opened = blocking;
        }
        interrupted.forEach(KernelWait::interrupt);
        interrupted.forEach(KernelWait::interruptAndAwait);
        if (opened != null) {
            opened.close();
        }
    }
}
