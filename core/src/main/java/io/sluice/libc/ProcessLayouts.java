package io.sluice.libc;

/**
 * Size and offsets in bytes of {@code struct pidfd_info}, and the numbers of the calls that old C libraries do not wrap.
 *
 * @param sysPidfdOpen number of {@code pidfd_open}
 * @param sysPidfdSendSignal number of {@code pidfd_send_signal}
 * @param sysIoctl number of {@code ioctl}
 */
public record ProcessLayouts(int sysPidfdOpen, int sysPidfdSendSignal, int sysIoctl) {
    /** The layouts of the machine this JVM runs on. */
    public static final ProcessLayouts CURRENT = of(Abi.current());

    /** The first published size of {@code struct pidfd_info}. */
    public static final int PIDFD_INFO_SIZE = 64;
    /** Offset of {@code mask}, 64 bits. */
    public static final int PIDFD_INFO_MASK = 0;
    /** Offset of {@code exit_code}, 32 bits. */
    public static final int PIDFD_INFO_EXIT_CODE = 60;

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static ProcessLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new ProcessLayouts(434, 424, 16);
            case AARCH64 -> new ProcessLayouts(434, 424, 29);
        };
    }
}
