package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.mqueue.PosixMessageQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the watches of files must do in every binding. One subclass for each binding. */
public abstract class InotifyCallsContract extends CallsContract {
    private final InotifyCalls inotify = libc.inotify();
    private int instance;

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected InotifyCallsContract(LibcProvider provider) {
        super(provider);
    }

    @BeforeEach
    void makeAnInstance() {
        instance = inotify.inotifyInit1(InotifyConstants.IN_NONBLOCK | InotifyConstants.IN_CLOEXEC);
        assertThat(instance).isNotNegative();
        assertThat(libc.files().fcntl(instance, FileConstants.F_GETFD, 0)).isEqualTo(FileConstants.FD_CLOEXEC);
        assertThat(read()).isEqualTo(-Errno.EAGAIN.number());
    }

    @AfterEach
    void closeTheInstance() {
        assertThat(libc.files().close(instance)).isZero();
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(inotify.inotifyInit1(-1)).isEqualTo(-Errno.EINVAL.number());
        assertThat(inotify.inotifyAddWatch(-1, "/", InotifyConstants.IN_ATTRIB)).isEqualTo(-Errno.EBADF.number());
        assertThat(inotify.inotifyAddWatch(instance, "/nonexistent/file", InotifyConstants.IN_ATTRIB))
                .isEqualTo(-Errno.ENOENT.number());
        assertThat(inotify.inotifyRmWatch(-1, 1)).isEqualTo(-Errno.EBADF.number());
        assertThat(inotify.inotifyRmWatch(instance, 4711)).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void aNewFileInAWatchedFolderIsReportedWithItsName(@TempDir Path folder) throws IOException {
        Path watched = Files.createDirectory(folder.resolve("\u00fcber"));
        int watch = inotify.inotifyAddWatch(instance, watched.toString(), InotifyConstants.IN_CREATE);
        assertThat(watch).isPositive();
        Files.createFile(watched.resolve("file"));
        int padded = 16;
        assertThat(read()).isEqualTo(InotifyLayouts.INOTIFY_EVENT_SIZE + padded);
        assertThat(event(InotifyLayouts.INOTIFY_EVENT_WD)).isEqualTo(watch);
        assertThat(event(InotifyLayouts.INOTIFY_EVENT_MASK)).isEqualTo(InotifyConstants.IN_CREATE);
        assertThat(event(InotifyLayouts.INOTIFY_EVENT_LEN)).isEqualTo(padded);
        byte[] name = new byte[4];
        memory.bytes().get(InotifyLayouts.INOTIFY_EVENT_SIZE, name);
        assertThat(name).isEqualTo("file".getBytes(StandardCharsets.US_ASCII));
        assertThat(inotify.inotifyRmWatch(instance, watch)).isZero();
        assertThat(read()).isEqualTo(InotifyLayouts.INOTIFY_EVENT_SIZE);
        assertThat(event(InotifyLayouts.INOTIFY_EVENT_MASK)).isEqualTo(InotifyConstants.IN_IGNORED);
    }

    /** A queue is watched through its descriptor: that needs no mounted file system of queues, and no name. */
    @Test
    void anOpenQueueReportsThatItsNameIsRemoved() {
        PosixMessageQueue created = queues.create(1, 8);
        int queue = libc.posixQueues().mqOpen(created.name(), FileConstants.O_RDONLY, 0, 0);
        int watch = inotify.inotifyAddWatch(instance, "/proc/self/fd/" + queue, InotifyConstants.IN_ATTRIB);
        assertThat(watch).isPositive();
        PosixMessageQueue.unlink(created.name());
        assertThat(read()).isEqualTo(InotifyLayouts.INOTIFY_EVENT_SIZE);
        assertThat(event(InotifyLayouts.INOTIFY_EVENT_WD)).isEqualTo(watch);
        assertThat(event(InotifyLayouts.INOTIFY_EVENT_MASK)).isEqualTo(InotifyConstants.IN_ATTRIB);
        assertThat(libc.files().close(queue)).isZero();
    }

    private long read() {
        return libc.files().read(instance, at(0), memory.size());
    }

    private int event(int offset) {
        return memory.bytes().getInt(offset);
    }
}
