package io.sluice.libc;

/** The constants of {@link SignalCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class SignalConstants {
    /** Default action of a signal. */
    public static final long SIG_DFL = 0;
    /** A signal is ignored. */
    public static final long SIG_IGN = 1;
    /** Hold signals back. */
    public static final int SIG_BLOCK = 0;
    /** Let signals through. */
    public static final int SIG_UNBLOCK = 1;
    /** Restart calls that the signal interrupted. */
    public static final int SA_RESTART = 0x10000000;
    /** The handler is given the signal's information. */
    public static final int SA_SIGINFO = 4;
    /** A descriptor for signals that never blocks. */
    public static final int SFD_NONBLOCK = 0x800;
    /** A descriptor for signals that is closed at exec. */
    public static final int SFD_CLOEXEC = 0x80000;
    /** Code of a signal that {@code kill} has sent. */
    public static final int SI_USER = 0;
    /** Code of a signal that {@code sigqueue} has sent. */
    public static final int SI_QUEUE = -1;
    /** Code of a signal that {@code tgkill} has sent to one thread. */
    public static final int SI_TKILL = -6;
    /** The first real-time signal that the C library leaves to programs: it keeps the kernel's first two for itself. */
    public static final int SIGRTMIN = 34;
    /** The last real-time signal. */
    public static final int SIGRTMAX = 64;

    private SignalConstants() {}
}
