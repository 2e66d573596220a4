package io.sluice.libc;

/** The constants of {@link ProcessCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class ProcessConstants {
    /** The request that reads a {@code struct pidfd_info}, of its first published size; from Linux 6.13 on. */
    public static final int PIDFD_GET_INFO = 0xC040FF0B;
    /** The wait status, which the kernel has once the process was reaped; from Linux 6.15 on. */
    public static final int PIDFD_INFO_EXIT = 1 << 3;

    private ProcessConstants() {}
}
