package io.sluice.sysvipc;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.libc.SysvIpcConstants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The number under which processes find the same System V object, such as a queue.
 *
 * <pre>{@code
 * IpcKey key = IpcKey.ofPath(Path.of("/run/daemon.lock"), 'A'); // as ftok("/run/daemon.lock", 'A') in C
 * SysvMessageQueue orders = SysvMessageQueue.open(key, SysvAccess.READ);
 * }</pre>
 *
 * @see "ftok(3)"
 * @see "msgget(2)"
 */
public final class IpcKey {
    /** No key: each creation makes another object, which other processes open by its identifier ({@code IPC_PRIVATE}). */
    public static final IpcKey PRIVATE = new IpcKey(SysvIpcConstants.IPC_PRIVATE);

    private static final int LOW_BYTE = 0xff;
    private static final int LOW_TWO_BYTES = 0xffff;

    private final int value;

    private IpcKey(int value) {
        this.value = value;
    }

    /**
     * Makes a key of its number.
     *
     * @param value any number but 0, which is {@link #PRIVATE}
     * @return the key
     * @throws IllegalArgumentException if it is 0
     */
    public static IpcKey of(int value) {
        if (value == SysvIpcConstants.IPC_PRIVATE) {
            throw new IllegalArgumentException(
                    "the key 0 is IPC_PRIVATE, under which no object can be found: use IpcKey.PRIVATE if you mean that");
        }
        return new IpcKey(value);
    }

    /**
     * Makes the key that {@code ftok(3)} makes of a file and a project.
     *
     * <p>The key is made from the project and from parts of the file's device and inode numbers. It changes if the file is
     * deleted and created again, and two files may have the same key by chance. This reads the file's attributes, so do not
     * call it on an event loop's thread.
     *
     * @param path a file or folder that exists
     * @param project the project id, of which the lower eight bits count; they must not all be 0. In C it is often a
     *     character, such as {@code 'A'}
     * @return the key
     * @throws IllegalArgumentException if the lower eight bits of the project are 0
     * @throws ErrnoException if there is no such file ({@code ENOENT}), or a folder on the way may not be searched ({@code
     *     EACCES})
     * @throws UncheckedIOException if the attributes cannot be read for another reason
     */
    public static IpcKey ofPath(Path path, int project) {
        if ((project & LOW_BYTE) == 0) {
            throw new IllegalArgumentException(
                    "of the project id the lower eight bits count, and they must not be 0, but it was " + project);
        }
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(path, "unix:dev,ino");
        } catch (NoSuchFileException missing) {
            throw new ErrnoException(
                    "ftok",
                    path.toString(),
                    Errno.ENOENT,
                    "Both sides must name a file that exists, and the same one.");
        } catch (AccessDeniedException denied) {
            throw new ErrnoException(
                    "ftok", path.toString(), Errno.EACCES, "A folder on the way may not be searched by this user.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new IpcKey(ftok(number(attributes, "dev"), number(attributes, "ino"), project));
    }

    private static long number(Map<String, Object> attributes, String name) {
        return (Long) Objects.requireNonNull(attributes.get(name));
    }

    static int ftok(long device, long inode, int project) {
        return (project & LOW_BYTE) << 24 | (int) (device & LOW_BYTE) << 16 | (int) (inode & LOW_TWO_BYTES);
    }

    /**
     * Makes a random key. It is probably not in use: to be certain, create the object exclusively.
     *
     * @return a random key, never {@link #PRIVATE}
     */
    public static IpcKey random() {
        // -1 is a key too, but C programs read it as a failure of ftok.
        return new IpcKey(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
    }

    /**
     * The number.
     *
     * @return the key as C has it; 0 for {@link #PRIVATE}
     */
    public int value() {
        return value;
    }

    /**
     * Whether this is {@link #PRIVATE}.
     *
     * @return true if no object can be found under it
     */
    public boolean isPrivate() {
        return value == SysvIpcConstants.IPC_PRIVATE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpcKey key && value == key.value;
    }

    @Override
    public int hashCode() {
        return value;
    }

    /** As {@code ipcs} writes it, such as {@code 0x000004d2}. */
    @Override
    public String toString() {
        return isPrivate() ? "IPC_PRIVATE" : String.format("0x%08x", value);
    }
}
