package io.sluice.lock;

import io.sluice.blocking.WaitingThreads;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a file is opened in order to lock it. Immutable: each method gives new options.
 *
 * <pre>{@code
 * LockFileOptions options = LockFileOptions.create().kind(LockKind.FLOCK).mode(0660);
 * try (LockFile file = LockFile.open(Path.of("/run/plant/lock"), options)) {
 *     System.out.println(file.tryLock(LockMode.EXCLUSIVE, LockRange.whole()));
 * }
 * }</pre>
 */
public final class LockFileOptions {
    private static final int PERMISSIONS = 0777;
    private static final int DEFAULT_MODE = 0600;
    private static final LockFileOptions DEFAULTS =
            new LockFileOptions(LockKind.OFD, LockAccess.READ_WRITE, true, DEFAULT_MODE, false, null);

    private final LockKind kind;
    private final LockAccess access;
    private final boolean createIfMissing;
    private final int mode;
    private final boolean followSymbolicLink;
    private final @Nullable WaitingThreads threads;

    private LockFileOptions(
            LockKind kind,
            LockAccess access,
            boolean createIfMissing,
            int mode,
            boolean followSymbolicLink,
            @Nullable WaitingThreads threads) {
        this.kind = kind;
        this.access = access;
        this.createIfMissing = createIfMissing;
        this.mode = mode;
        this.followSymbolicLink = followSymbolicLink;
        this.threads = threads;
    }

    /**
     * The defaults: {@link LockKind#OFD}, for reading and writing; a missing file is made with mode 0600; a symbolic link is
     * refused.
     *
     * @return the options
     */
    public static LockFileOptions create() {
        return DEFAULTS;
    }

    /**
     * Which kind of lock.
     *
     * @param value {@link LockKind#OFD} or {@link LockKind#FLOCK}
     * @return new options
     * @throws IllegalArgumentException for {@link LockKind#CLASSIC}, which a process loses too easily
     */
    public LockFileOptions kind(LockKind value) {
        if (value == LockKind.CLASSIC) {
            throw new IllegalArgumentException(
                    "a classic lock belongs to the process, which loses it when any code closes the file:"
                            + " use LockKind.OFD, which conflicts with classic locks");
        }
        return new LockFileOptions(value, access, createIfMissing, mode, followSymbolicLink, threads);
    }

    /**
     * For what the file is opened.
     *
     * @param value see {@link LockAccess}
     * @return new options
     */
    public LockFileOptions access(LockAccess value) {
        Objects.requireNonNull(value, "access");
        return new LockFileOptions(kind, value, createIfMissing, mode, followSymbolicLink, threads);
    }

    /**
     * Whether a missing file is made.
     *
     * @param value false for an error ({@code ENOENT})
     * @return new options
     */
    public LockFileOptions createIfMissing(boolean value) {
        return new LockFileOptions(kind, access, value, mode, followSymbolicLink, threads);
    }

    /**
     * Who may open a file that is made. It gets exactly these bits, whatever the umask; one that exists keeps its own. Who
     * may open it may lock it for as long as he pleases.
     *
     * @param permissions permission bits, 0 to 0777
     * @return new options
     * @throws IllegalArgumentException if there are other bits in it
     */
    public LockFileOptions mode(int permissions) {
        if ((permissions & ~PERMISSIONS) != 0) {
            throw new IllegalArgumentException(
                    "mode must be from 0 to 0777 (octal), but was " + permissions + " (decimal)");
        }
        return new LockFileOptions(kind, access, createIfMissing, permissions, followSymbolicLink, threads);
    }

    /**
     * Whether a symbolic link at the end of the path is followed. Links in the folders on the way always are.
     *
     * @param value true to lock the file that the link leads to; false for an error ({@code ELOOP}), so that whoever may
     *     write to the folder cannot lead this process to another file
     * @return new options
     */
    public LockFileOptions followSymbolicLink(boolean value) {
        return new LockFileOptions(kind, access, createIfMissing, mode, value, threads);
    }

    /**
     * Which threads wait in the kernel for locks.
     *
     * @param value the threads, which the caller closes after the file; {@link WaitingThreads#shared()} by default
     * @return new options
     */
    public LockFileOptions waitingThreads(WaitingThreads value) {
        Objects.requireNonNull(value, "waiting threads");
        return new LockFileOptions(kind, access, createIfMissing, mode, followSymbolicLink, value);
    }

    LockKind kind() {
        return kind;
    }

    LockAccess access() {
        return access;
    }

    boolean isCreateIfMissing() {
        return createIfMissing;
    }

    int mode() {
        return mode;
    }

    boolean isFollowSymbolicLink() {
        return followSymbolicLink;
    }

    @Nullable
    WaitingThreads threads() {
        return threads;
    }
}
