package io.sluice.sharedmemory;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.FileReservation;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryConstants;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates shared memory that has no name. Not safe for use by several threads at once.
 *
 * <pre>{@code
 * try (SharedMemory frames = SharedMemory.anonymous("frames").size(1 << 20).seals(Seal.SHRINK, Seal.GROW).create()) {
 *     System.out.println("others open " + frames.path());
 * }
 * }</pre>
 *
 * @see "memfd_create(2)"
 */
public final class AnonymousMemoryBuilder {
    /** {@code NAME_MAX} without "memfd:". */
    private static final int LONGEST_LABEL = 249;

    static {
        ShmErrors.load();
    }

    private final String label;
    private long size;
    private final Set<Seal> seals = EnumSet.noneOf(Seal.class);
    private @Nullable WaitingThreads threads;

    AnonymousMemoryBuilder(String label) {
        int bytes = label.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_LABEL || label.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the label must have no more than " + LONGEST_LABEL
                    + " bytes and no NUL character, and has " + bytes + " bytes");
        }
        this.label = label;
    }

    /**
     * Sets the size.
     *
     * @param bytes 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public AnonymousMemoryBuilder size(long bytes) {
        size = Mappings.checkSize(bytes);
        return this;
    }

    /**
     * Seals the new memory. With {@link Seal#SHRINK} no process can cut it.
     *
     * @param added the seals
     * @return this builder
     */
    public AnonymousMemoryBuilder seals(Seal... added) {
        seals.addAll(List.of(added));
        return this;
    }

    /**
     * Which threads wait in the kernel on this memory.
     *
     * @param value the threads, which the caller closes after the memory; {@link WaitingThreads#shared()} where this is not
     *     called
     * @return this builder
     */
    public AnonymousMemoryBuilder waitingThreads(WaitingThreads value) {
        threads = Objects.requireNonNull(value, "waiting threads");
        return this;
    }

    /**
     * Creates the memory, made of zeros and reserved.
     *
     * @return the open memory
     * @throws ErrnoException if there is not so much memory ({@code ENOSPC}, {@code ENOMEM}), the size is beyond what a file can
     *     have ({@code EFBIG}), or descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @throws IllegalStateException if {@link #size} was not called
     */
    public SharedMemory create() {
        if (size == 0) {
            throw new IllegalStateException("new shared memory needs a size: call size(bytes) first");
        }
        FileCalls files = Libc.get().files();
        String name = "memfd:" + label;
        int flags = MemoryConstants.MFD_CLOEXEC | MemoryConstants.MFD_ALLOW_SEALING;
        int number = Libc.get().memory().memfdCreate(label, flags);
        if (number < 0) {
            throw ShmErrors.memfd(name, -number);
        }
        int result = FileReservation.make(files, number, 0, size);
        if (result == 0 && !seals.isEmpty()) {
            result = files.fcntl(number, FileConstants.F_ADD_SEALS, Seal.bits(seals));
        }
        if (result < 0) {
            ErrnoException refused = ShmErrors.noRoomFor(files, number, name, -result, size);
            files.close(number);
            throw refused;
        }
        OwnedFd fd = OwnedFd.of(files, number, name);
        return new SharedMemory(fd, name, true, false, threads);
    }
}
