package io.sluice.cli.doctor;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.Errno;
import io.sluice.inotify.FolderWatch;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.Pipe;
import io.sluice.process.WatchedProcess;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.timerfd.TimerClock;
import io.sluice.timerfd.TimerFd;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Tries the calls that an old kernel lacks or a container forbids. They ask for what there is not, or for what has no name. */
final class SystemCalls implements Check {
    private static final String LABEL = "sluice-doctor";
    private static final int PAGE = 4096;

    private final List<Probe> probes;

    SystemCalls(List<Probe> probes) {
        this.probes = probes;
    }

    static SystemCalls ofThisMachine() {
        return new SystemCalls(List.of(
                new Probe(
                        "mq_open",
                        "POSIX message queues",
                        Errno.ENOENT,
                        () -> PosixMessageQueue.open("/" + LABEL + "-" + UUID.randomUUID(), PosixAccess.READ)
                                .close()),
                new Probe(
                        "msgget",
                        "System V message queues",
                        Errno.ENOENT,
                        () -> SysvMessageQueue.open(IpcKey.random(), SysvAccess.READ)
                                .close()),
                new Probe(
                        "semget",
                        "System V semaphores",
                        Errno.ENOENT,
                        () -> SysvSemaphoreSet.open(IpcKey.random()).close()),
                new Probe("shmget", "System V segments", Errno.ENOENT, () -> SysvSharedMemory.open(IpcKey.random())),
                new Probe(
                        "epoll_create1 and eventfd",
                        "all streams",
                        null,
                        () -> EventLoop.create(LABEL).close()),
                new Probe(
                        "timerfd_create",
                        "timers",
                        null,
                        () -> TimerFd.create(TimerClock.MONOTONIC).close()),
                new Probe(
                        "pidfd_open",
                        "the exit of processes and signals to them",
                        null,
                        () -> WatchedProcess.open(ProcessHandle.current().pid()).close()),
                new Probe(
                        "inotify_init1",
                        "waiting for names and for unlinked queues",
                        null,
                        () -> FolderWatch.open(Path.of("/")).close()),
                new Probe(
                        "memfd_create",
                        "memory without a name",
                        null,
                        () -> SharedMemory.anonymous(LABEL).size(PAGE).create().close()),
                new Probe(
                        "pipe2",
                        "pipes and child processes",
                        null,
                        () -> Pipe.open().close())));
    }

    @Override
    public String area() {
        return "system calls";
    }

    @Override
    public List<Finding> findings() {
        return probes.stream().map(Probe::finding).toList();
    }
}
