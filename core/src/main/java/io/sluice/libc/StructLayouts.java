package io.sluice.libc;

/**
 * Sizes and offsets in bytes of the C structs that this project passes to the kernel, and the system call numbers of
 * the calls that old C libraries do not wrap, or that go past the C library.
 *
 * @param epollEventSize size of {@code struct epoll_event}, which is packed on x86-64 only
 * @param epollEventDataOffset offset of its {@code data}
 * @param sysGettid number of {@code gettid}
 * @param sysTgkill number of {@code tgkill}
 * @param sysMqTimedsend number of {@code mq_timedsend}
 * @param sysMqTimedreceive number of {@code mq_timedreceive}
 * @param sysMqNotify number of {@code mq_notify}
 */
public record StructLayouts(
        int epollEventSize,
        int epollEventDataOffset,
        int sysGettid,
        int sysTgkill,
        int sysMqTimedsend,
        int sysMqTimedreceive,
        int sysMqNotify) {
    /** The layouts of the machine this JVM runs on. */
    public static final StructLayouts CURRENT = of(Abi.current());

    /** Offset of {@code events} in {@code struct epoll_event}. */
    public static final int EPOLL_EVENT_EVENTS = 0;

    /** Size of {@code struct mq_attr}. */
    public static final int MQ_ATTR_SIZE = 64;
    /** Offset of {@code mq_flags}. */
    public static final int MQ_ATTR_FLAGS = 0;
    /** Offset of {@code mq_maxmsg}. */
    public static final int MQ_ATTR_MAXMSG = 8;
    /** Offset of {@code mq_msgsize}. */
    public static final int MQ_ATTR_MSGSIZE = 16;
    /** Offset of {@code mq_curmsgs}. */
    public static final int MQ_ATTR_CURMSGS = 24;

    /** Size of {@code struct timespec}. */
    public static final int TIMESPEC_SIZE = 16;
    /** Offset of {@code tv_sec}. */
    public static final int TIMESPEC_SEC = 0;
    /** Offset of {@code tv_nsec}. */
    public static final int TIMESPEC_NSEC = 8;

    /** Size of {@code struct itimerspec}. */
    public static final int ITIMERSPEC_SIZE = 32;
    /** Offset of {@code it_interval}. */
    public static final int ITIMERSPEC_INTERVAL = 0;
    /** Offset of {@code it_value}. */
    public static final int ITIMERSPEC_VALUE = 16;

    /** Size of {@code struct sigevent}. */
    public static final int SIGEVENT_SIZE = 64;
    /** Offset of {@code sigev_value}. */
    public static final int SIGEVENT_VALUE = 0;
    /** Offset of {@code sigev_signo}. */
    public static final int SIGEVENT_SIGNO = 8;
    /** Offset of {@code sigev_notify}. */
    public static final int SIGEVENT_NOTIFY = 12;

    /** Size of {@code struct rlimit}. */
    public static final int RLIMIT_SIZE = 16;
    /** Offset of {@code rlim_cur}. */
    public static final int RLIMIT_CUR = 0;

    /** Size of the C library's {@code struct sigaction}. */
    public static final int SIGACTION_SIZE = 152;
    /** Offset of {@code sa_handler}. */
    public static final int SIGACTION_HANDLER = 0;
    /** Offset of {@code sa_flags}. */
    public static final int SIGACTION_FLAGS = 136;
    /** Size of {@code sigset_t}. */
    public static final int SIGSET_SIZE = 128;

    /** Size of {@code struct msqid_ds}, which begins with its {@code struct ipc_perm}. */
    public static final int MSQID_DS_SIZE = 120;
    /** Offset of {@code msg_perm.__key}. */
    public static final int MSQID_DS_KEY = 0;
    /** Offset of {@code msg_perm.uid}. */
    public static final int MSQID_DS_UID = 4;
    /** Offset of {@code msg_perm.gid}. */
    public static final int MSQID_DS_GID = 8;
    /** Offset of {@code msg_perm.cuid}. */
    public static final int MSQID_DS_CUID = 12;
    /** Offset of {@code msg_perm.cgid}. */
    public static final int MSQID_DS_CGID = 16;
    /** Offset of {@code msg_perm.mode}, of which old C libraries know the lower two bytes only. */
    public static final int MSQID_DS_MODE = 20;
    /** Offset of {@code msg_stime}. */
    public static final int MSQID_DS_STIME = 48;
    /** Offset of {@code msg_rtime}. */
    public static final int MSQID_DS_RTIME = 56;
    /** Offset of {@code msg_ctime}. */
    public static final int MSQID_DS_CTIME = 64;
    /** Offset of {@code __msg_cbytes}. */
    public static final int MSQID_DS_CBYTES = 72;
    /** Offset of {@code msg_qnum}. */
    public static final int MSQID_DS_QNUM = 80;
    /** Offset of {@code msg_qbytes}. */
    public static final int MSQID_DS_QBYTES = 88;
    /** Offset of {@code msg_lspid}. */
    public static final int MSQID_DS_LSPID = 96;
    /** Offset of {@code msg_lrpid}. */
    public static final int MSQID_DS_LRPID = 100;

    /** Size of {@code struct msginfo}. */
    public static final int MSGINFO_SIZE = 32;
    /** Offset of {@code msgmax}. */
    public static final int MSGINFO_MSGMAX = 8;
    /** Offset of {@code msgmnb}. */
    public static final int MSGINFO_MSGMNB = 12;
    /** Offset of {@code msgmni}. */
    public static final int MSGINFO_MSGMNI = 16;

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static StructLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new StructLayouts(12, 4, 186, 234, 242, 243, 244);
            case AARCH64 -> new StructLayouts(16, 8, 178, 131, 182, 183, 184);
        };
    }
}
