package io.sluice.mqueue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.PathBytes;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file system that shows the queues of an IPC namespace. There is no other way to list them. The mount table says
 * where it is mounted. Where it is not, root lists them nevertheless, by {@link #queues}.
 *
 * <pre>{@code
 * for (MqueueFileSystem.Entry entry : MqueueFileSystem.queues()) {
 *     System.out.println(entry.name() + " " + entry.permissions());
 * }
 * }</pre>
 *
 * <p>Its methods read files, so do not call them on an event loop's thread.
 *
 * @see "mq_overview(7)"
 */
public final class MqueueFileSystem {
    /** What mounts it for everybody. */
    static final String MOUNT = "mkdir -p /dev/mqueue && mount -t mqueue none /dev/mqueue";

    private static final Path MOUNT_TABLE = Path.of("/proc/self/mountinfo");

    private final Path mountPoint;

    private MqueueFileSystem(Path mountPoint) {
        this.mountPoint = mountPoint;
    }

    /**
     * One queue in the list.
     *
     * @param name the name with its slash
     * @param permissions owner and mode
     * @param attributes the attributes; null if this user may not open the queue
     */
    public record Entry(
            String name,
            PosixMqPermissions permissions,
            @Nullable PosixMqAttributes attributes) {}

    /**
     * Finds where it is mounted.
     *
     * @return the file system
     * @throws ErrnoException if it is not mounted in this mount namespace ({@code ENOENT})
     * @throws UncheckedIOException if the mount table cannot be read
     */
    public static MqueueFileSystem find() {
        Path found = findMountPoint();
        if (found == null) {
            throw new ErrnoException(
                    "open",
                    "the mqueue file system",
                    Errno.ENOENT,
                    "It is not mounted here, and only it lists the queues. Mount it as root: " + MOUNT);
        }
        return new MqueueFileSystem(found);
    }

    /**
     * Lists the queues, by name, as {@link #list} does. If the file system is not mounted in this mount namespace, it is
     * mounted for the time of this call, at no place, where no other process sees it. That needs {@code CAP_SYS_ADMIN} and
     * Linux 5.2, and lists the queues of this process's IPC namespace.
     *
     * @return the queues; one that is created or unlinked meanwhile may be missing
     * @throws ErrnoException if it is not mounted, and this user may not mount it ({@code EPERM})
     * @throws UncheckedIOException if the mount table or the folder cannot be read
     * @see "fsmount(2)"
     */
    public static List<Entry> queues() {
        Path found = findMountPoint();
        if (found != null) {
            return new MqueueFileSystem(found).list();
        }
        try (DetachedMount mount = DetachedMount.open()) {
            return new MqueueFileSystem(mount.path()).list();
        }
    }

    private static @Nullable Path findMountPoint() {
        try {
            return MountTable.mountPointOf("mqueue", Files.readAllBytes(MOUNT_TABLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it is mounted.
     *
     * @return the folder
     */
    public Path mountPoint() {
        return mountPoint;
    }

    /**
     * Lists the queues of the IPC namespace in which the file system was mounted, by name.
     *
     * <p>To read its attributes, each queue is opened and closed. That ends the {@code mq_notify} registration that this
     * process may have on the queue, and a {@link PosixMqNotificationSlot} reports it.
     *
     * @return the queues; one that is created or unlinked meanwhile may be missing
     * @throws UncheckedIOException if the folder cannot be read
     */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(mountPoint)) {
            for (Path file : files) {
                Entry entry = entry(file);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    private @Nullable Entry entry(Path file) throws IOException {
        try {
            String name = nameOf(file);
            return new Entry(name, MqInspection.permissions(file), attributes(name));
        } catch (NoSuchFileException unlinkedMeanwhile) {
            return null;
        }
    }

    /** With its slash. A queue's name is UTF-8, whatever the locale is. */
    static String nameOf(Path file) {
        String path = new String(PathBytes.of(file), StandardCharsets.UTF_8);
        return path.substring(path.lastIndexOf('/'));
    }

    private @Nullable PosixMqAttributes attributes(String name) {
        FileCalls files = Libc.get().files();
        int number = files.open(
                mountPoint + name, FileConstants.O_RDONLY | FileConstants.O_NONBLOCK | FileConstants.O_CLOEXEC);
        if (number < 0) {
            return null;
        }
        try (OwnedFd fd = OwnedFd.part(files, number, name)) {
            return MqInspection.attributes(Libc.get().posixQueues(), fd.number(), name);
        }
    }
}
