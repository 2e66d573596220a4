package io.sluice.libc;

/**
 * Sizes and offsets in bytes of the structs of {@link SignalCalls}, and the numbers of the calls that old C libraries do
 * not wrap.
 *
 * @param sysGettid number of {@code gettid}
 * @param sysTgkill number of {@code tgkill}
 * @param sysRtSigqueueinfo number of {@code rt_sigqueueinfo}
 * @param sysRtTgsigqueueinfo number of {@code rt_tgsigqueueinfo}
 */
public record SignalLayouts(int sysGettid, int sysTgkill, int sysRtSigqueueinfo, int sysRtTgsigqueueinfo) {
    /** The layouts of the machine this JVM runs on. */
    public static final SignalLayouts CURRENT = of(Abi.current());

    /** Size of the C library's {@code struct sigaction}. */
    public static final int SIGACTION_SIZE = 152;
    /** Offset of {@code sa_handler}. */
    public static final int SIGACTION_HANDLER = 0;
    /** Offset of {@code sa_flags}. */
    public static final int SIGACTION_FLAGS = 136;
    /** Size of {@code sigset_t}. */
    public static final int SIGSET_SIZE = 128;

    /** Size of {@code siginfo_t}. */
    public static final int SIGINFO_SIZE = 128;
    /** Offset of {@code si_signo}. */
    public static final int SIGINFO_SIGNO = 0;
    /** Offset of {@code si_code}. */
    public static final int SIGINFO_CODE = 8;
    /** Offset of {@code si_pid}. */
    public static final int SIGINFO_PID = 16;
    /** Offset of {@code si_uid}. */
    public static final int SIGINFO_UID = 20;
    /** Offset of {@code si_value}. */
    public static final int SIGINFO_VALUE = 24;

    /** Size of {@code struct signalfd_siginfo}. */
    public static final int SIGNALFD_SIGINFO_SIZE = 128;
    /** Offset of {@code ssi_signo}. */
    public static final int SSI_SIGNO = 0;
    /** Offset of {@code ssi_code}. */
    public static final int SSI_CODE = 8;
    /** Offset of {@code ssi_pid}. */
    public static final int SSI_PID = 12;
    /** Offset of {@code ssi_uid}. */
    public static final int SSI_UID = 16;
    /** Offset of {@code ssi_int}. */
    public static final int SSI_INT = 44;
    /** Offset of {@code ssi_ptr}. */
    public static final int SSI_PTR = 48;

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static SignalLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new SignalLayouts(186, 234, 129, 297);
            case AARCH64 -> new SignalLayouts(178, 131, 138, 240);
        };
    }
}
