package io.sluice.libc.jna;

import io.sluice.libc.ClockCalls;
import io.sluice.libc.EpollCalls;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FutexCalls;
import io.sluice.libc.InotifyCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.LimitCalls;
import io.sluice.libc.LockCalls;
import io.sluice.libc.MemoryCalls;
import io.sluice.libc.MountCalls;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.ProcessCalls;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SocketCalls;
import io.sluice.libc.SysvMemoryCalls;
import io.sluice.libc.SysvMessageCalls;
import io.sluice.libc.SysvSemaphoreCalls;
import java.lang.ref.Cleaner;
import java.util.List;

/**
 * The seam on JNA. The error number is read right behind the failed call: JNA keeps it for each thread, and no
 * exception is made for a failure that is part of normal work.
 *
 * <p>All functions are mapped at once, since to open a class file is impossible when the process has run out of
 * descriptors.
 */
final class JnaLibc implements Libc {
    private static final List<DirectMapping<?>> MAPPINGS = List.of(
            SystemCalls.DIRECT,
            JnaFileCalls.DIRECT,
            JnaSocketCalls.DIRECT,
            JnaEpollCalls.DIRECT,
            JnaClockCalls.DIRECT,
            JnaInotifyCalls.DIRECT,
            JnaPosixQueueCalls.DIRECT,
            JnaSysvMessageCalls.DIRECT,
            JnaSysvSemaphoreCalls.DIRECT,
            JnaSysvMemoryCalls.DIRECT,
            JnaSignalCalls.DIRECT,
            JnaLimitCalls.DIRECT,
            JnaMemoryCalls.DIRECT,
            JnaLockCalls.DIRECT);

    private final FileCalls files = new JnaFileCalls();
    private final SocketCalls sockets = new JnaSocketCalls();
    private final EpollCalls epoll = new JnaEpollCalls();
    private final ClockCalls clocks = new JnaClockCalls();
    private final InotifyCalls inotify = new JnaInotifyCalls();
    private final PosixQueueCalls posixQueues = new JnaPosixQueueCalls();
    private final SysvMessageCalls sysvMessages = new JnaSysvMessageCalls();
    private final SysvSemaphoreCalls sysvSemaphores = new JnaSysvSemaphoreCalls();
    private final SysvMemoryCalls sysvMemory = new JnaSysvMemoryCalls();
    private final SignalCalls signals = new JnaSignalCalls();
    private final ProcessCalls processes = new JnaProcessCalls();
    private final FutexCalls futexes = new JnaFutexCalls();
    private final LimitCalls limits = new JnaLimitCalls();
    private final MemoryCalls memory = new JnaMemoryCalls();
    private final LockCalls locks = new JnaLockCalls();
    private final MountCalls mounts = new JnaMountCalls();

    JnaLibc() {
        MappingThread.run(() -> MAPPINGS.forEach(DirectMapping::calls));
    }

    @Override
    public FileCalls files() {
        return files;
    }

    @Override
    public SocketCalls sockets() {
        return sockets;
    }

    @Override
    public EpollCalls epoll() {
        return epoll;
    }

    @Override
    public ClockCalls clocks() {
        return clocks;
    }

    @Override
    public InotifyCalls inotify() {
        return inotify;
    }

    @Override
    public PosixQueueCalls posixQueues() {
        return posixQueues;
    }

    @Override
    public SysvMessageCalls sysvMessages() {
        return sysvMessages;
    }

    @Override
    public SysvSemaphoreCalls sysvSemaphores() {
        return sysvSemaphores;
    }

    @Override
    public SysvMemoryCalls sysvMemory() {
        return sysvMemory;
    }

    @Override
    public SignalCalls signals() {
        return signals;
    }

    @Override
    public ProcessCalls processes() {
        return processes;
    }

    @Override
    public FutexCalls futexes() {
        return futexes;
    }

    @Override
    public LimitCalls limits() {
        return limits;
    }

    @Override
    public MemoryCalls memory() {
        return memory;
    }

    @Override
    public LockCalls locks() {
        return locks;
    }

    @Override
    public MountCalls mounts() {
        return mounts;
    }

    /** The mappings are undone by a thread that ends with that, once the collector has found that no call is under way. */
    @Override
    public void release() {
        if (MAPPINGS.stream().anyMatch(DirectMapping::isInUse)) {
            Cleaner cleaner = Cleaner.create(JnaLibc::releasingThread);
            MAPPINGS.forEach(mapping -> mapping.release(cleaner));
            CLibrary.release();
        }
    }

    private static Thread releasingThread(Runnable body) {
        Thread thread = new Thread(null, body, "sluice-jna-release", 0, false);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }
}
