package io.sluice.libc;

/** Sizes and offsets in bytes of the structs of {@link SysvMessageCalls}; the same on x86-64 and on aarch64. */
public final class SysvMessageLayouts {
    /** Size of {@code struct msqid_ds}, which begins with its {@code struct ipc_perm}. */
    public static final int MSQID_DS_SIZE = 120;
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

    private SysvMessageLayouts() {}
}
