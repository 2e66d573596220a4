package io.sluice.junit;

import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.MqueueFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists the POSIX message queues of this IPC namespace. Many containers have not mounted the file system that shows them. A process
 * with a mount namespace of its own mounts it then, if that is allowed, and is asked through {@code /proc}.
 */
final class QueueFolder implements AutoCloseable {
    private static final String READY = "ready";
    private static final String MOUNT_POINT = "/dev/shm/mqueue";
    /** Mounts it where a folder can be made for sure: on a new file system in the place of the one of shared memory. */
    static final String MOUNT =
            "mount -t tmpfs none /dev/shm && mkdir " + MOUNT_POINT + " && mount -t mqueue none " + MOUNT_POINT;

    private final @Nullable Path folder;
    private final @Nullable RunningProgram mounter;

    private QueueFolder(@Nullable Path folder, @Nullable RunningProgram mounter) {
        this.folder = folder;
        this.mounter = mounter;
    }

    static QueueFolder open() {
        try {
            return new QueueFolder(MqueueFileSystem.find().mountPoint(), null);
        } catch (ErrnoException notMounted) {
            return mounted();
        }
    }

    private static QueueFolder mounted() {
        RunningProgram mounter;
        try {
            mounter = RunningProgram.start(
                    List.of("unshare", "--mount", "/bin/sh", "-c", MOUNT + " && echo " + READY + " && exec cat"));
        } catch (UncheckedIOException noSuchProgram) {
            return new QueueFolder(null, null);
        }
        Path folder = Path.of("/proc", Long.toString(mounter.pid()), "root", MOUNT_POINT);
        if (mounter.firstLineIs(READY) && Files.isReadable(folder)) {
            return new QueueFolder(folder, mounter);
        }
        mounter.close();
        return new QueueFolder(null, null);
    }

    /** Whether this system and this user's privileges let it list queues at all. */
    boolean showsQueues() {
        return folder != null;
    }

    /** Their names. None of them is opened, which would end the {@code mq_notify} registration of this process. */
    List<String> names() {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> "/" + file.getFileName()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (mounter != null) {
            mounter.close();
        }
    }
}
