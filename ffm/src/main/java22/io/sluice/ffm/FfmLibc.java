package io.sluice.ffm;

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
import java.util.List;

/**
 * The seam on {@code java.lang.foreign}: one handle and one method for each call. To link a function takes milliseconds,
 * so the handles of a family are linked when the first of them is called.
 *
 * <p>No handle is a critical one: that would hold up the garbage collector for as long as the call takes, and most of
 * these may wait, be it only for a lock in the kernel.
 */
final class FfmLibc implements Libc {
    /** Loaded at once, since to open a class file is impossible when the process has run out of descriptors. */
    @SuppressWarnings("unused") // to name a class here loads it
    private static final List<Class<?>> LOADED = List.of(
            CapturedErrno.class,
            SystemCalls.class,
            FfmFileCalls.Handles.class,
            FfmSocketCalls.Handles.class,
            FfmEpollCalls.Handles.class,
            FfmClockCalls.Handles.class,
            FfmInotifyCalls.Handles.class,
            FfmPosixQueueCalls.Handles.class,
            FfmSysvMessageCalls.Handles.class,
            FfmSysvSemaphoreCalls.Handles.class,
            FfmSysvMemoryCalls.Handles.class,
            FfmSignalCalls.Handles.class,
            FfmSignalCalls.Descriptions.class,
            FfmLimitCalls.Handles.class,
            FfmMemoryCalls.Handles.class,
            FfmMemoryCalls.SharingHandles.class,
            FfmLockCalls.Handles.class,
            FfmFileCalls.StatusHandles.class,
            FfmFileCalls.PipeHandles.class,
            FfmFileCalls.NameHandles.class);

    private final FileCalls files = new FfmFileCalls();
    private final SocketCalls sockets = new FfmSocketCalls();
    private final EpollCalls epoll = new FfmEpollCalls();
    private final ClockCalls clocks = new FfmClockCalls();
    private final InotifyCalls inotify = new FfmInotifyCalls();
    private final PosixQueueCalls posixQueues = new FfmPosixQueueCalls();
    private final SysvMessageCalls sysvMessages = new FfmSysvMessageCalls();
    private final SysvSemaphoreCalls sysvSemaphores = new FfmSysvSemaphoreCalls();
    private final SysvMemoryCalls sysvMemory = new FfmSysvMemoryCalls();
    private final SignalCalls signals = new FfmSignalCalls();
    private final ProcessCalls processes = new FfmProcessCalls();
    private final FutexCalls futexes = new FfmFutexCalls();
    private final LimitCalls limits = new FfmLimitCalls();
    private final MemoryCalls memory = new FfmMemoryCalls();
    private final LockCalls locks = new FfmLockCalls();
    private final MountCalls mounts = new FfmMountCalls();

    /**
     * Links nothing yet.
     *
     * @throws IllegalCallerException if this module has no native access
     * @throws UnsupportedOperationException if this JVM has no linker
     */
    FfmLibc() {
        CLibrary.tryLinking();
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
}
