package io.sluice.reactor.lock;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.AcquireTimeoutException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Pollable;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockKind;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.internal.queue.OperationRecorders;
import io.sluice.reactor.internal.queue.Target;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A file on which locks are acquired, each on a new description of the open file. No descriptor notifies of a free lock. */
final class LockTarget implements Target<HeldLock> {
    /** So many who wait are served before the loop looks after its other descriptors. */
    private static final int BATCH = 32;

    private final LockFile file;
    private final @Nullable OperationRecorder recorder;
    /** The descriptions on which a thread waits. Who takes one out has it: its wait with the lock, or the close. */
    private final Set<LockFile> waiting = ConcurrentHashMap.newKeySet();

    LockTarget(LockFile file, MetricsRecorder metrics) {
        this.file = file;
        recorder = OperationRecorders.acquiring(
                metrics, () -> MeteredObject.of("lock", file.path().toString()));
    }

    @Override
    public @Nullable OperationRecorder recorder() {
        return recorder;
    }

    @Override
    public Attempt attempt(HeldLock lock) {
        return lock.tryAcquire(file) ? Attempt.DONE : Attempt.WOULD_BLOCK;
    }

    @Override
    public KernelWait block(HeldLock lock, @Nullable Instant deadline, WaitHandler handler) {
        LockFile own = file.reopen();
        try {
            waiting.add(own); // before the look, so that a close finds it or is found
            if (!file.isOpen()) {
                throw closed();
            }
            return lock.block(own, new Wait(lock, own, handler));
        } catch (Throwable refused) {
            forget(own);
            throw refused;
        }
    }

    private void forget(LockFile own) {
        waiting.remove(own);
        own.close();
    }

    /** Ends all waits. What is held stays so. */
    void close() {
        file.close();
        waiting.forEach(own -> {
            if (waiting.remove(own)) { // otherwise the lock is held by now, and to close it would give it back
                own.close();
            }
        });
    }

    @Override
    public void undo(HeldLock lock) {
        lock.release();
    }

    @Override
    public @Nullable Pollable pollable() {
        return null;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public @Nullable Throwable ended() {
        return file.isOpen() ? null : closed();
    }

    @Override
    public boolean isFinal(Throwable error) {
        return error instanceof ClosedHandleException;
    }

    @Override
    public ErrnoException full() {
        return new ErrnoException(function(), file.path().toString(), Errno.EAGAIN, "Another one has the lock.");
    }

    /** Of one that has waited behind others of this process. */
    @Override
    public ErrnoException timedOut() {
        return new AcquireTimeoutException(
                function(),
                file.path().toString(),
                "No lock came in time. FileLocker.holders() says who has it; others of this process may wait for it as well.");
    }

    @Override
    public ClosedHandleException closed() {
        return new ClosedHandleException(function(), file.path().toString(), "The locker was closed.");
    }

    private String function() {
        return file.kind() == LockKind.FLOCK ? "flock" : "fcntl";
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** The outcome of one wait, before it is signalled. */
    private final class Wait implements WaitHandler {
        private final HeldLock lock;
        private final LockFile own;
        private final WaitHandler handler;

        Wait(HeldLock lock, LockFile own, WaitHandler handler) {
            this.lock = lock;
            this.own = own;
            this.handler = handler;
        }

        @Override
        public void began(KernelWait wait) {
            handler.began(wait);
        }

        @Override
        public void done() {
            if (waiting.remove(own)) {
                lock.acquired(own);
                handler.done();
            } else { // the close gives back what the kernel has given just now
                handler.notDone(closed());
            }
        }

        @Override
        public void notDone(@Nullable ErrnoException cause) {
            try {
                forget(own);
            } finally { // also where the heap is full
                handler.notDone(cause instanceof ClosedHandleException ? closed() : cause);
            }
        }
    }
}
