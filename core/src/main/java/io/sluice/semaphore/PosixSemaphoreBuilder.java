package io.sluice.semaphore;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.UnsupportedPlatformException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens or creates a POSIX semaphore. Not safe for use by several threads at once.
 *
 * <pre>{@code
 * try (PosixSemaphore connections =
 *         PosixSemaphore.builder("/connections").value(3).mode(0660).openOrCreate()) {
 *     System.out.println(connections.value() + " permits are left");
 * }
 * }</pre>
 *
 * @see "sem_open(3)"
 */
public final class PosixSemaphoreBuilder {
    private static final int MODE_MASK = 0777;
    private static final int DEFAULT_MODE = 0600;

    static {
        SemaphoreErrors.load();
    }

    private final String name;
    private int value = 1;
    private int mode = DEFAULT_MODE;
    private @Nullable WaitingThreads threads;

    PosixSemaphoreBuilder(String name) {
        this.name = name;
    }

    /**
     * Sets the value of a new semaphore: how many permits it has. A semaphore that exists keeps its own.
     *
     * @param permits 0 to 2147483647 ({@code SEM_VALUE_MAX}); 1 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public PosixSemaphoreBuilder value(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("value must not be negative, but was " + permits);
        }
        value = permits;
        return this;
    }

    /**
     * Sets who may open a new semaphore. It gets exactly these bits, whatever the umask; one that exists keeps its own. Who
     * waits or posts has to read and to write, and whoever may write can also destroy the semaphore for all.
     *
     * @param permissions permission bits, 0 to 0777; 0600 if this is not called
     * @return this builder
     * @throws IllegalArgumentException if there are other bits in it
     */
    public PosixSemaphoreBuilder mode(int permissions) {
        if ((permissions & ~MODE_MASK) != 0) {
            throw new IllegalArgumentException(
                    "mode must be from 0 to 0777 (octal), but was " + permissions + " (decimal)");
        }
        mode = permissions;
        return this;
    }

    /**
     * Which threads wait in the kernel on this handle.
     *
     * @param value the threads, which the caller closes after the semaphore; {@link WaitingThreads#shared()} where this is
     *     not called
     * @return this builder
     */
    public PosixSemaphoreBuilder waitingThreads(WaitingThreads value) {
        threads = Objects.requireNonNull(value, "waiting threads");
        return this;
    }

    /**
     * Opens the semaphore, which must exist. Its file is looked at first.
     *
     * @return the open semaphore
     * @throws ErrnoException if there is no such semaphore ({@code ENOENT}), this user may not read and write it ({@code
     *     EACCES}), the file is too short or no file with bytes ({@code EINVAL}), it is a symbolic link ({@code ELOOP}), or
     *     descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @throws UnsupportedPlatformException if the C library of this system is not glibc
     */
    public PosixSemaphore open() {
        FileCalls files = files();
        int number = SemaphoreFile.open(files, name);
        if (number < 0) {
            throw SemaphoreErrors.open(name, -number, null);
        }
        return opened(files, number, false);
    }

    /**
     * Creates the semaphore, which must not exist. Nobody can open it before it has its value and its mode.
     *
     * @return the open semaphore
     * @throws ErrnoException if it exists ({@code EEXIST}), {@code /dev/shm} is full ({@code ENOSPC}), this user may not
     *     make files there ({@code EACCES}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @throws UnsupportedPlatformException if the C library of this system is not glibc
     */
    public PosixSemaphore create() {
        FileCalls files = files();
        int number = SemaphoreFile.create(files, name, mode, value);
        if (number < 0) {
            throw SemaphoreErrors.open(name, -number, null);
        }
        return opened(files, number, true);
    }

    /**
     * Opens the semaphore, and creates it first if it does not exist. {@link PosixSemaphore#wasCreated()} says whether this
     * call created it.
     *
     * @return the open semaphore
     * @throws ErrnoException as for {@link #open()} and {@link #create()}, but neither {@code ENOENT} nor {@code EEXIST}
     * @throws UnsupportedPlatformException if the C library of this system is not glibc
     */
    public PosixSemaphore openOrCreate() {
        FileCalls files = files();
        while (true) {
            int existing = SemaphoreFile.open(files, name);
            if (existing >= 0) {
                return opened(files, existing, false);
            }
            int number = SemaphoreFile.create(files, name, mode, value);
            if (number >= 0) {
                return opened(files, number, true);
            }
            // Another process has created it meanwhile, and may unlink it before it is opened.
        }
    }

    private static FileCalls files() {
        SemaphoreLayout.require();
        return Libc.get().files();
    }

    private PosixSemaphore opened(FileCalls files, int number, boolean created) {
        OwnedFd fd = OwnedFd.of(files, number, name);
        try {
            return new PosixSemaphore(
                    new OpenFileHandle(fd), name, SemaphoreFile.map(files, number, name), created, threads);
        } catch (Throwable failed) {
            fd.close();
            throw failed;
        }
    }
}
