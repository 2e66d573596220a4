package io.sluice.libc;

/**
 * Sizes and offsets in bytes of the structs of {@link SignalCalls}, and the numbers of the calls that old C libraries do
 * not wrap.
 *
 * @param sysGettid number of {@code gettid}
 * @param sysTgkill number of {@code tgkill}
 */
public record SignalLayouts(int sysGettid, int sysTgkill) {
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

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static SignalLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new SignalLayouts(186, 234);
            case AARCH64 -> new SignalLayouts(178, 131);
        };
    }
}
