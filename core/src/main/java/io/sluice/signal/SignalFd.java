package io.sluice.signal;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor from which caught signals are read, and which an event loop can watch. {@link SignalCapture#open()} opens it.
 *
 * <pre>{@code
 * try (SignalFd signals = SignalCapture.of(Signal.USR1).open()) {
 *     CaughtSignal caught = signals.tryRead();
 *     if (caught != null) {
 *         System.out.println(caught.signal() + " from process " + caught.senderPid());
 *     }
 * }
 * }</pre>
 *
 * <p>Pending signals belong to the process, not to the descriptor: closing it leaves them pending, and another one reads
 * them. They count against {@code RLIMIT_SIGPENDING} of the user until they are read. If the limit is reached, {@code
 * sigqueue} fails in the sending process ({@code EAGAIN}).
 *
 * <p>All methods may be called from any thread and at the same time, and none waits. After {@link #close()} they fail with
 * {@link ClosedHandleException} ({@code EBADF}).
 *
 * @see "signalfd(2)"
 */
public final class SignalFd implements Pollable, AutoCloseable {
    static {
        SignalErrors.load();
    }

    private final FileCalls files;
    private final List<Signal> signals;
    private final OwnedFd fd;
    /** Also the lock of the reads, none of which waits. */
    private final NativeMemory memory;
    /** Whether a signal is in the memory for which the heap had no room. Under the lock of the reads. */
    private boolean held;

    private SignalFd(FileCalls files, List<Signal> signals, OwnedFd fd, NativeMemory memory) {
        this.files = files;
        this.signals = signals;
        this.fd = fd;
        this.memory = memory;
    }

    static SignalFd open(List<Signal> signals, long mask) {
        FileCalls files = Libc.get().files();
        NativeMemory memory = NativeMemory.allocate(SignalLayouts.SIGNALFD_SIGINFO_SIZE);
        NativeMemory set = NativeMemory.allocate(SignalLayouts.SIGSET_SIZE);
        set.bytes().putLong(0, mask);
        String description = "signals " + signals;
        int number = Libc.get()
                .signals()
                .signalfd(-1, set.address(), SignalConstants.SFD_NONBLOCK | SignalConstants.SFD_CLOEXEC);
        set.keepAlive();
        if (number < 0) {
            throw SignalErrors.descriptor("signalfd", signals.toString(), -number);
        }
        OwnedFd fd = OwnedFd.of(files, number, description);
        return new SignalFd(files, signals, fd, memory);
    }

    /**
     * Takes one pending signal: the lowest number first, and of one number the one that was sent first.
     *
     * @return the signal, or null if none is pending
     * @throws ClosedHandleException if this descriptor is closed ({@code EBADF})
     * @throws OutOfMemoryError if the heap has no room for the signal; the next call returns it
     * @see "signalfd(2)"
     */
    public @Nullable CaughtSignal tryRead() {
        synchronized (memory) {
            int number = fd.acquire("read");
            try {
                long result = held ? SignalLayouts.SIGNALFD_SIGINFO_SIZE : read(number);
                if (result > 0) {
                    held = true; // until it is made
                    CaughtSignal caught = caught(memory.bytes());
                    held = false;
                    return caught;
                }
                if (result == -Errno.EAGAIN.number()) {
                    return null;
                }
                throw SignalErrors.descriptor("read", signals.toString(), (int) -result);
            } finally {
                fd.release();
            }
        }
    }

    private long read(int number) {
        long result;
        do {
            result = files.read(number, memory.address(), SignalLayouts.SIGNALFD_SIGINFO_SIZE);
        } while (result == -Errno.EINTR.number() || (result > 0 && isPrimer()));
        memory.keepAlive();
        return result;
    }

    /** One that waited for this very thread, which blocks everything. */
    private boolean isPrimer() {
        return memory.bytes().getInt(SignalLayouts.SSI_CODE) == HandlerCode.PRIMER;
    }

    private static CaughtSignal caught(ByteBuffer info) {
        int code = HandlerCode.codeAsSent(info.getInt(SignalLayouts.SSI_CODE));
        boolean hasValue = CaughtSignal.hasValue(code);
        return new CaughtSignal(
                Signal.of(info.getInt(SignalLayouts.SSI_SIGNO)),
                code,
                info.getInt(SignalLayouts.SSI_PID),
                info.getInt(SignalLayouts.SSI_UID),
                hasValue ? info.getInt(SignalLayouts.SSI_INT) : 0,
                hasValue ? info.getLong(SignalLayouts.SSI_PTR) : 0);
    }

    /**
     * The signals that are read from it.
     *
     * @return the signals, by their number
     */
    public List<Signal> signals() {
        return signals;
    }

    /**
     * Whether this descriptor is open.
     *
     * @return true while open
     */
    public boolean isOpen() {
        return fd.isOpen();
    }

    @Override
    public Descriptor descriptor() {
        return fd;
    }

    /** Closes the descriptor; streams on it complete. Pending signals stay pending. A second close does nothing. */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return "SignalFd(" + signals + (isOpen() ? ")" : ", closed)");
    }
}
