package io.sluice.signal;

import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.errno.NotPermittedException;
import io.sluice.errno.QueueFullException;
import io.sluice.libc.SignalConstants;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A signal of this system. The standard signals have the numbers 1 to 31, the real-time signals those from {@code SIGRTMIN}
 * to {@code SIGRTMAX}, 34 to 64.
 *
 * <pre>{@code
 * Signal.named("USR1").sendTo(pid);
 * Signal.named("SIGRTMIN+3").sendTo(pid, 42);
 * }</pre>
 *
 * <p>A standard signal that is pending already is not queued a second time. Real-time signals are queued, each with its
 * value: the lowest number first, and those of one number in the order in which they were sent.
 *
 * @param number the number
 * @see "signal(7)"
 */
public record Signal(int number) {
    /** The terminal is gone, or a daemon is to read its settings again. */
    public static final Signal HUP = new Signal(1);
    /** Ctrl-C. */
    public static final Signal INT = new Signal(2);
    /** Ctrl-backslash. The JVM prints its threads. */
    public static final Signal QUIT = new Signal(3);
    /** Ends a process at once. No process can catch it. */
    public static final Signal KILL = new Signal(9);
    /** For the user's own purposes. */
    public static final Signal USR1 = new Signal(10);
    /** For the user's own purposes. The JVM may use it itself. */
    public static final Signal USR2 = new Signal(12);
    /** A timer of {@code alarm} expired. */
    public static final Signal ALRM = new Signal(14);
    /** Asks a process to end. */
    public static final Signal TERM = new Signal(15);
    /** A child process has ended or was stopped. */
    public static final Signal CHLD = new Signal(17);
    /** Continues a stopped process. */
    public static final Signal CONT = new Signal(18);
    /** Stops a process. No process can catch it. */
    public static final Signal STOP = new Signal(19);
    /** The size of the terminal's window has changed. */
    public static final Signal WINCH = new Signal(28);

    /**
     * The signal of a number.
     *
     * @param number 1 to 31, or 34 to 64
     * @throws NoSuchSignalException if there is none: for 32 and 33 as well, which the C library keeps for its threads
     */
    public Signal {
        if (!SignalNameParser.isSignal(number)) {
            throw SignalNameParser.none(Integer.toString(number), number);
        }
    }

    /**
     * The signal of a number.
     *
     * @param number 1 to 31, or 34 to 64
     * @return the signal
     * @throws NoSuchSignalException if there is none: for 32 and 33 as well, which the C library keeps for its threads
     */
    public static Signal of(int number) {
        return new Signal(number);
    }

    /**
     * The signal of a name or a number. Upper and lower case are the same.
     *
     * @param name such as {@code USR1}, {@code SIGUSR1}, {@code RTMIN+3}, {@code SIGRTMAX-2} or {@code 10}
     * @return the signal
     * @throws NoSuchSignalException if there is none; the message has the names that are like it
     */
    public static Signal named(String name) {
        return new Signal(SignalNameParser.number(Objects.requireNonNull(name, "name")));
    }

    /**
     * A real-time signal.
     *
     * @param index 0 for {@code SIGRTMIN}, up to 30 for {@code SIGRTMAX}
     * @return the signal
     * @throws NoSuchSignalException if the index is negative or higher than 30
     */
    public static Signal realTime(int index) {
        if (index < 0 || index > SignalConstants.SIGRTMAX - SignalConstants.SIGRTMIN) {
            throw new NoSuchSignalException("There is no signal SIGRTMIN+" + index
                    + ": the real-time signals are SIGRTMIN+0 to SIGRTMIN+"
                    + (SignalConstants.SIGRTMAX - SignalConstants.SIGRTMIN) + ".");
        }
        return new Signal(SignalConstants.SIGRTMIN + index);
    }

    /**
     * All signals of this system.
     *
     * @return the signals, by their number
     */
    public static List<Signal> all() {
        return IntStream.rangeClosed(1, SignalConstants.SIGRTMAX)
                .filter(SignalNameParser::isSignal)
                .mapToObj(Signal::new)
                .toList();
    }

    /**
     * The name in C.
     *
     * @return such as {@code SIGUSR1}, {@code SIGRTMIN+3} or {@code SIGRTMAX-2}
     */
    public String name() {
        return "SIG" + SignalNameParser.of(number);
    }

    /**
     * What the C library says of this signal: in English where the C library has {@code sigdescr_np}, glibc 2.32 and later;
     * otherwise, and for real-time signals, in the language of this process ({@code strsignal}).
     *
     * @return such as {@code User defined signal 1} or {@code Real-time signal 3}
     * @see "sigdescr_np(3)"
     * @see "strsignal(3)"
     */
    public String description() {
        return SignalDescriptions.of(number);
    }

    /**
     * Whether it is a real-time signal: queued, with a value.
     *
     * @return false for a standard signal
     */
    public boolean isRealTime() {
        return number >= SignalConstants.SIGRTMIN;
    }

    /**
     * Sends this signal to a process. A process that gets the id of one that has ended is hit in its place; {@link
     * SignalTarget} prevents that.
     *
     * @param pid the process, 1 to 4194304; a group of processes cannot be hit
     * @throws IllegalArgumentException if no process can have this id
     * @throws NoSuchProcessException if there is no such process ({@code ESRCH})
     * @throws NotPermittedException if it belongs to another user ({@code EPERM})
     * @throws ErrnoException if the kernel has another reason
     * @see "kill(2)"
     */
    public void sendTo(long pid) {
        SignalSending.kill(ProcessId.checked(pid), number);
    }

    /**
     * Sends this signal with a value to a process. A process that gets the id of one that has ended is hit in its place;
     * {@link SignalTarget} prevents that.
     *
     * @param pid the process, 1 to 4194304; a group of processes cannot be hit
     * @param value the value, {@code sival_int} in C
     * @throws IllegalArgumentException if no process can have this id
     * @throws NoSuchProcessException if there is no such process ({@code ESRCH})
     * @throws NotPermittedException if it belongs to another user ({@code EPERM})
     * @throws QueueFullException if as many signals are pending for the receiving user as {@code RLIMIT_SIGPENDING} allows,
     *     which the message shows; nothing was queued ({@code EAGAIN})
     * @throws ErrnoException if the kernel has another reason
     * @see "sigqueue(3)"
     */
    public void sendTo(long pid, int value) {
        SignalSending.sigqueue(ProcessId.checked(pid), number, value);
    }

    @Override
    public String toString() {
        return name();
    }
}
