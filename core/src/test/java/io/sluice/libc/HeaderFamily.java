package io.sluice.libc;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the C headers have the numbers of one family of calls.
 *
 * @param name what the family is about
 * @param headers those that its manual pages name
 * @param declarations what the kernel declares and the headers of older systems lack
 * @param constants the classes of its constants, each of which stands under its C name
 * @param layouts the classes of its sizes and offsets
 * @param offsets the C expression of each size and offset that is the same on every machine
 * @param ofEachAbi the C expression of each number that is not
 */
record HeaderFamily(
        String name,
        List<String> headers,
        String declarations,
        List<Class<?>> constants,
        List<Class<?>> layouts,
        Map<String, String> offsets,
        Map<String, String> ofEachAbi) {

    static final List<HeaderFamily> ALL = List.of(
            new HeaderFamily(
                    "files",
                    List.of(
                            "fcntl.h",
                            "limits.h",
                            "poll.h",
                            "sys/ioctl.h",
                            "sys/stat.h",
                            "sys/statfs.h",
                            "sys/syscall.h"),
                    """
                    #ifndef STATX_TYPE /* musl has it since 1.2.4 */
                    #include <linux/stat.h>
                    #endif
                    """,
                    List.of(FileConstants.class),
                    List.of(FileLayouts.class),
                    Map.ofEntries(
                            entry("STATX_STRUCT_SIZE", "sizeof(struct statx)"),
                            entry("STX_MASK", "offsetof(struct statx, stx_mask)"),
                            entry("STX_NLINK", "offsetof(struct statx, stx_nlink)"),
                            entry("STX_UID", "offsetof(struct statx, stx_uid)"),
                            entry("STX_GID", "offsetof(struct statx, stx_gid)"),
                            entry("STX_MODE", "offsetof(struct statx, stx_mode)"),
                            entry("STX_INO", "offsetof(struct statx, stx_ino)"),
                            entry("STX_SIZE", "offsetof(struct statx, stx_size)"),
                            entry("STX_BLOCKS", "offsetof(struct statx, stx_blocks)"),
                            entry("STX_DEV_MAJOR", "offsetof(struct statx, stx_dev_major)"),
                            entry("STX_DEV_MINOR", "offsetof(struct statx, stx_dev_minor)"),
                            entry("POLLFD_SIZE", "sizeof(struct pollfd)"),
                            entry("POLLFD_FD", "offsetof(struct pollfd, fd)"),
                            entry("POLLFD_EVENTS", "offsetof(struct pollfd, events)"),
                            entry("POLLFD_REVENTS", "offsetof(struct pollfd, revents)"),
                            entry("STATFS_SIZE", "sizeof(struct statfs)"),
                            entry("STATFS_TYPE", "offsetof(struct statfs, f_type)"),
                            entry("STATFS_BSIZE", "offsetof(struct statfs, f_bsize)"),
                            entry("STATFS_BLOCKS", "offsetof(struct statfs, f_blocks)"),
                            entry("STATFS_BAVAIL", "offsetof(struct statfs, f_bavail)")),
                    Map.of("sysStatx", "__NR_statx", "oDirect", "O_DIRECT", "oNofollow", "O_NOFOLLOW")),
            new HeaderFamily(
                    "sockets",
                    List.of("sys/socket.h", "linux/netlink.h"),
                    List.of(SocketConstants.class),
                    List.of(),
                    Map.of(),
                    Map.of()),
            new HeaderFamily(
                    "epoll",
                    List.of("sys/epoll.h", "sys/eventfd.h"),
                    List.of(EpollConstants.class),
                    List.of(EpollLayouts.class),
                    Map.ofEntries(entry("EPOLL_EVENT_EVENTS", "offsetof(struct epoll_event, events)")),
                    Map.of(
                            "epollEventSize",
                            "sizeof(struct epoll_event)",
                            "epollEventDataOffset",
                            "offsetof(struct epoll_event, data)")),
            new HeaderFamily(
                    "clocks",
                    List.of("sys/timerfd.h", "time.h"),
                    List.of(ClockConstants.class),
                    List.of(ClockLayouts.class),
                    Map.ofEntries(
                            entry("TIMESPEC_SIZE", "sizeof(struct timespec)"),
                            entry("TIMESPEC_SEC", "offsetof(struct timespec, tv_sec)"),
                            entry("TIMESPEC_NSEC", "offsetof(struct timespec, tv_nsec)"),
                            entry("ITIMERSPEC_SIZE", "sizeof(struct itimerspec)"),
                            entry("ITIMERSPEC_INTERVAL", "offsetof(struct itimerspec, it_interval)"),
                            entry("ITIMERSPEC_VALUE", "offsetof(struct itimerspec, it_value)")),
                    Map.of()),
            new HeaderFamily(
                    "inotify",
                    List.of("sys/inotify.h"),
                    List.of(InotifyConstants.class),
                    List.of(InotifyLayouts.class),
                    Map.ofEntries(
                            entry("INOTIFY_EVENT_SIZE", "sizeof(struct inotify_event)"),
                            entry("INOTIFY_EVENT_WD", "offsetof(struct inotify_event, wd)"),
                            entry("INOTIFY_EVENT_MASK", "offsetof(struct inotify_event, mask)"),
                            entry("INOTIFY_EVENT_LEN", "offsetof(struct inotify_event, len)")),
                    Map.of()),
            new HeaderFamily(
                    "POSIX queues",
                    List.of("limits.h", "signal.h", "linux/mqueue.h"),
                    List.of(PosixQueueConstants.class),
                    List.of(),
                    Map.of(),
                    Map.of()),
            new HeaderFamily( // alone, since two headers declare the same struct
                    "structs of POSIX queues",
                    List.of("mqueue.h", "signal.h", "sys/syscall.h"),
                    List.of(),
                    List.of(PosixQueueLayouts.class),
                    Map.ofEntries(
                            entry("MQ_ATTR_SIZE", "sizeof(struct mq_attr)"),
                            entry("MQ_ATTR_FLAGS", "offsetof(struct mq_attr, mq_flags)"),
                            entry("MQ_ATTR_MAXMSG", "offsetof(struct mq_attr, mq_maxmsg)"),
                            entry("MQ_ATTR_MSGSIZE", "offsetof(struct mq_attr, mq_msgsize)"),
                            entry("MQ_ATTR_CURMSGS", "offsetof(struct mq_attr, mq_curmsgs)"),
                            entry("SIGEVENT_SIZE", "sizeof(struct sigevent)"),
                            entry("SIGEVENT_VALUE", "offsetof(struct sigevent, sigev_value)"),
                            entry("SIGEVENT_SIGNO", "offsetof(struct sigevent, sigev_signo)"),
                            entry("SIGEVENT_NOTIFY", "offsetof(struct sigevent, sigev_notify)")),
                    Map.of(
                            "sysMqTimedsend",
                            "__NR_mq_timedsend",
                            "sysMqTimedreceive",
                            "__NR_mq_timedreceive",
                            "sysMqNotify",
                            "__NR_mq_notify")),
            new HeaderFamily(
                    "System V messages",
                    List.of("sys/msg.h"),
                    """
                    #ifndef MSG_COPY /* musl leaves it to the kernel's header, which has structs of the same names */
                    #define ipc_perm kernels_ipc_perm
                    #define msqid_ds kernels_msqid_ds
                    #define msgbuf kernels_msgbuf
                    #define msginfo kernels_msginfo
                    #include <linux/msg.h>
                    #undef ipc_perm
                    #undef msqid_ds
                    #undef msgbuf
                    #undef msginfo
                    #endif
                    """,
                    List.of(SysvIpcConstants.class, SysvMessageConstants.class),
                    List.of(SysvIpcLayouts.class, SysvMessageLayouts.class),
                    Map.ofEntries(
                            entry("MSQID_DS_SIZE", "sizeof(struct msqid_ds)"),
                            entry("IPC_PERM_KEY", "offsetof(struct msqid_ds, msg_perm.__key)"),
                            entry("IPC_PERM_UID", "offsetof(struct msqid_ds, msg_perm.uid)"),
                            entry("IPC_PERM_GID", "offsetof(struct msqid_ds, msg_perm.gid)"),
                            entry("IPC_PERM_CUID", "offsetof(struct msqid_ds, msg_perm.cuid)"),
                            entry("IPC_PERM_CGID", "offsetof(struct msqid_ds, msg_perm.cgid)"),
                            entry("IPC_PERM_MODE", "offsetof(struct msqid_ds, msg_perm.mode)"),
                            entry("MSQID_DS_STIME", "offsetof(struct msqid_ds, msg_stime)"),
                            entry("MSQID_DS_RTIME", "offsetof(struct msqid_ds, msg_rtime)"),
                            entry("MSQID_DS_CTIME", "offsetof(struct msqid_ds, msg_ctime)"),
                            entry("MSQID_DS_CBYTES", "offsetof(struct msqid_ds, __msg_cbytes)"),
                            entry("MSQID_DS_QNUM", "offsetof(struct msqid_ds, msg_qnum)"),
                            entry("MSQID_DS_QBYTES", "offsetof(struct msqid_ds, msg_qbytes)"),
                            entry("MSQID_DS_LSPID", "offsetof(struct msqid_ds, msg_lspid)"),
                            entry("MSQID_DS_LRPID", "offsetof(struct msqid_ds, msg_lrpid)"),
                            entry("MSGINFO_SIZE", "sizeof(struct msginfo)"),
                            entry("MSGINFO_MSGMAX", "offsetof(struct msginfo, msgmax)"),
                            entry("MSGINFO_MSGMNB", "offsetof(struct msginfo, msgmnb)"),
                            entry("MSGINFO_MSGMNI", "offsetof(struct msginfo, msgmni)")),
                    Map.of()),
            new HeaderFamily(
                    "System V semaphores",
                    List.of("sys/sem.h"),
                    List.of(SysvSemaphoreConstants.class),
                    List.of(SysvSemaphoreLayouts.class),
                    Map.ofEntries(
                            entry("SEMID_DS_OTIME", "offsetof(struct semid_ds, sem_otime)"),
                            entry("SEMBUF_SIZE", "sizeof(struct sembuf)"),
                            entry("SEMBUF_NUM", "offsetof(struct sembuf, sem_num)"),
                            entry("SEMBUF_OP", "offsetof(struct sembuf, sem_op)"),
                            entry("SEMBUF_FLG", "offsetof(struct sembuf, sem_flg)"),
                            entry("SEMINFO_SIZE", "sizeof(struct seminfo)"),
                            entry("SEMINFO_SEMMNI", "offsetof(struct seminfo, semmni)"),
                            entry("SEMINFO_SEMMNS", "offsetof(struct seminfo, semmns)"),
                            entry("SEMINFO_SEMMSL", "offsetof(struct seminfo, semmsl)"),
                            entry("SEMINFO_SEMOPM", "offsetof(struct seminfo, semopm)"),
                            entry("SEMINFO_SEMUSZ", "offsetof(struct seminfo, semusz)"),
                            entry("SEMINFO_SEMVMX", "offsetof(struct seminfo, semvmx)"),
                            entry("SEMINFO_SEMAEM", "offsetof(struct seminfo, semaem)")),
                    Map.of(
                            "semidDsSize",
                            "sizeof(struct semid_ds)",
                            "semidDsCtime",
                            "offsetof(struct semid_ds, sem_ctime)",
                            "semidDsNsems",
                            "offsetof(struct semid_ds, sem_nsems)")),
            new HeaderFamily(
                    "System V shared memory",
                    List.of("sys/shm.h"),
                    List.of(SysvMemoryConstants.class),
                    List.of(SysvMemoryLayouts.class),
                    Map.ofEntries(
                            entry("SHMID_DS_SIZE", "sizeof(struct shmid_ds)"),
                            entry("SHMID_DS_SEGSZ", "offsetof(struct shmid_ds, shm_segsz)"),
                            entry("SHMID_DS_ATIME", "offsetof(struct shmid_ds, shm_atime)"),
                            entry("SHMID_DS_DTIME", "offsetof(struct shmid_ds, shm_dtime)"),
                            entry("SHMID_DS_CTIME", "offsetof(struct shmid_ds, shm_ctime)"),
                            entry("SHMID_DS_CPID", "offsetof(struct shmid_ds, shm_cpid)"),
                            entry("SHMID_DS_LPID", "offsetof(struct shmid_ds, shm_lpid)"),
                            entry("SHMID_DS_NATTCH", "offsetof(struct shmid_ds, shm_nattch)"),
                            entry("SHMINFO_SIZE", "sizeof(struct shminfo)"),
                            entry("SHMINFO_SHMMAX", "offsetof(struct shminfo, shmmax)"),
                            entry("SHMINFO_SHMMNI", "offsetof(struct shminfo, shmmni)"),
                            entry("SHMINFO_SHMALL", "offsetof(struct shminfo, shmall)"),
                            entry("SHM_INFO_SIZE", "sizeof(struct shm_info)"),
                            entry("SHM_INFO_USED_IDS", "offsetof(struct shm_info, used_ids)"),
                            entry("SHM_INFO_SHM_TOT", "offsetof(struct shm_info, shm_tot)")),
                    Map.of()),
            new HeaderFamily(
                    "signals",
                    List.of("signal.h", "sys/signalfd.h", "sys/syscall.h"),
                    List.of(SignalConstants.class),
                    List.of(SignalLayouts.class),
                    Map.ofEntries(
                            entry("SIGACTION_SIZE", "sizeof(struct sigaction)"),
                            entry("SIGACTION_HANDLER", "offsetof(struct sigaction, sa_handler)"),
                            entry("SIGACTION_FLAGS", "offsetof(struct sigaction, sa_flags)"),
                            entry("SIGSET_SIZE", "sizeof(sigset_t)"),
                            entry("SIGINFO_SIZE", "sizeof(siginfo_t)"),
                            entry("SIGINFO_SIGNO", "offsetof(siginfo_t, si_signo)"),
                            entry("SIGINFO_CODE", "offsetof(siginfo_t, si_code)"),
                            entry("SIGINFO_PID", "offsetof(siginfo_t, si_pid)"),
                            entry("SIGINFO_UID", "offsetof(siginfo_t, si_uid)"),
                            entry("SIGINFO_VALUE", "offsetof(siginfo_t, si_value)"),
                            entry("SIGNALFD_SIGINFO_SIZE", "sizeof(struct signalfd_siginfo)"),
                            entry("SSI_SIGNO", "offsetof(struct signalfd_siginfo, ssi_signo)"),
                            entry("SSI_CODE", "offsetof(struct signalfd_siginfo, ssi_code)"),
                            entry("SSI_PID", "offsetof(struct signalfd_siginfo, ssi_pid)"),
                            entry("SSI_UID", "offsetof(struct signalfd_siginfo, ssi_uid)"),
                            entry("SSI_INT", "offsetof(struct signalfd_siginfo, ssi_int)"),
                            entry("SSI_PTR", "offsetof(struct signalfd_siginfo, ssi_ptr)")),
                    Map.of(
                            "sysGettid",
                            "__NR_gettid",
                            "sysTgkill",
                            "__NR_tgkill",
                            "sysRtSigqueueinfo",
                            "__NR_rt_sigqueueinfo",
                            "sysRtTgsigqueueinfo",
                            "__NR_rt_tgsigqueueinfo")),
            new HeaderFamily(
                    "memory", List.of("sys/mman.h"), List.of(MemoryConstants.class), List.of(), Map.of(), Map.of()),
            new HeaderFamily(
                    "futexes",
                    List.of("limits.h", "linux/futex.h", "semaphore.h", "sys/syscall.h"),
                    List.of(FutexConstants.class),
                    List.of(FutexLayouts.class),
                    Map.of("SEM_SIZE", "sizeof(sem_t)"),
                    Map.of("sysFutex", "__NR_futex")),
            new HeaderFamily(
                    "processes",
                    List.of("linux/ioctl.h", "linux/types.h", "sys/syscall.h"),
                    """
                    struct pidfd_info {
                        __u64 mask, cgroupid;
                        __u32 pid, tgid, ppid, ruid, rgid, euid, egid, suid, sgid, fsuid, fsgid;
                        __s32 exit_code;
                    };
                    #define PIDFD_INFO_EXIT (1UL << 3)
                    #define PIDFS_IOCTL_MAGIC 0xFF
                    #define PIDFD_GET_INFO (int) _IOWR(PIDFS_IOCTL_MAGIC, 11, struct pidfd_info)
                    """,
                    List.of(ProcessConstants.class),
                    List.of(ProcessLayouts.class),
                    Map.ofEntries(
                            entry("PIDFD_INFO_SIZE", "sizeof(struct pidfd_info)"),
                            entry("PIDFD_INFO_MASK", "offsetof(struct pidfd_info, mask)"),
                            entry("PIDFD_INFO_EXIT_CODE", "offsetof(struct pidfd_info, exit_code)")),
                    Map.of(
                            "sysPidfdOpen",
                            "__NR_pidfd_open",
                            "sysPidfdSendSignal",
                            "__NR_pidfd_send_signal",
                            "sysIoctl",
                            "__NR_ioctl")),
            new HeaderFamily(
                    "mounts",
                    List.of("linux/mount.h", "sys/syscall.h"),
                    List.of(MountConstants.class),
                    List.of(MountLayouts.class),
                    Map.of(),
                    Map.of(
                            "sysFsopen", "__NR_fsopen",
                            "sysFsconfig", "__NR_fsconfig",
                            "sysFsmount", "__NR_fsmount")),
            new HeaderFamily(
                    "limits",
                    List.of("sys/resource.h"),
                    List.of(LimitConstants.class),
                    List.of(LimitLayouts.class),
                    Map.ofEntries(
                            entry("RLIMIT_SIZE", "sizeof(struct rlimit)"),
                            entry("RLIMIT_CUR", "offsetof(struct rlimit, rlim_cur)")),
                    Map.of()),
            new HeaderFamily(
                    "locks",
                    List.of("fcntl.h", "sys/file.h"),
                    List.of(LockConstants.class),
                    List.of(LockLayouts.class),
                    Map.ofEntries(
                            entry("FLOCK_SIZE", "sizeof(struct flock)"),
                            entry("FLOCK_TYPE", "offsetof(struct flock, l_type)"),
                            entry("FLOCK_WHENCE", "offsetof(struct flock, l_whence)"),
                            entry("FLOCK_START", "offsetof(struct flock, l_start)"),
                            entry("FLOCK_LEN", "offsetof(struct flock, l_len)"),
                            entry("FLOCK_PID", "offsetof(struct flock, l_pid)")),
                    Map.of()));

    /** A family whose headers have it all. */
    HeaderFamily(
            String name,
            List<String> headers,
            List<Class<?>> constants,
            List<Class<?>> layouts,
            Map<String, String> offsets,
            Map<String, String> ofEachAbi) {
        this(name, headers, "", constants, layouts, offsets, ofEachAbi);
    }

    /** What a C program begins with. */
    String includes() {
        return headers.stream().map("#include <%s>%n"::formatted).collect(Collectors.joining()) + declarations;
    }

    /** All classes of numbers. */
    Stream<Class<?>> classes() {
        return Stream.concat(constants.stream(), layouts.stream());
    }

    @Override
    public String toString() {
        return name;
    }
}
