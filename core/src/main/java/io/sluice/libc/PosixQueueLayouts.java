package io.sluice.libc;

/**
 * Sizes and offsets in bytes of the structs of {@link PosixQueueCalls}, and the numbers of the calls that go past the C
 * library.
 *
 * @param sysMqTimedsend number of {@code mq_timedsend}
 * @param sysMqTimedreceive number of {@code mq_timedreceive}
 * @param sysMqNotify number of {@code mq_notify}
 */
public record PosixQueueLayouts(int sysMqTimedsend, int sysMqTimedreceive, int sysMqNotify) {
    /** The layouts of the machine this JVM runs on. */
    public static final PosixQueueLayouts CURRENT = of(Abi.current());

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

    /** Size of {@code struct sigevent}. */
    public static final int SIGEVENT_SIZE = 64;
    /** Offset of {@code sigev_value}. */
    public static final int SIGEVENT_VALUE = 0;
    /** Offset of {@code sigev_signo}. */
    public static final int SIGEVENT_SIGNO = 8;
    /** Offset of {@code sigev_notify}. */
    public static final int SIGEVENT_NOTIFY = 12;

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static PosixQueueLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new PosixQueueLayouts(242, 243, 244);
            case AARCH64 -> new PosixQueueLayouts(182, 183, 184);
        };
    }
}
