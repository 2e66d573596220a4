package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.memory.NativeMemory;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the calls on files must do in every binding. One subclass for each binding. */
public abstract class FileCallsContract {
    /** The kernel's own constant, which no header has. */
    private static final long MQUEUE_MAGIC = 0x19800202;

    @RegisterExtension
    protected final TestQueues queues = new TestQueues();

    private final Libc libc;
    private final FileCalls files;
    private final NativeMemory memory;

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected FileCallsContract(LibcProvider provider) {
        libc = provider.bind();
        files = libc.files();
        memory = NativeMemory.allocate(libc, 512);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(files.fcntl(-1, FileConstants.F_GETFD, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(files.fstatfs(-1, at(0))).isEqualTo(-Errno.EBADF.number());
        assertThat(files.statx(-1, "", FileConstants.AT_EMPTY_PATH, 0, at(0))).isEqualTo(-Errno.EBADF.number());
        assertThat(files.statx(-1, "/nonexistent/file", 0, 0, at(0))).isEqualTo(-Errno.ENOENT.number());
        assertThat(files.statx(-1, "/", -1, 0, at(0))).isEqualTo(-Errno.EINVAL.number());
        assertThat(files.statx(-1, "/", 0, 1 << 31, at(0))).isEqualTo(-Errno.EINVAL.number());
        assertThat(files.statx(-1, "/", 0, 0, 8)).isEqualTo(-Errno.EFAULT.number());
    }

    @Test
    void theFlagsOfADescriptorAndOfItsOpenFileAreReadAndSet() {
        int queue = open(queues.create(1, 8).name());
        assertThat(files.fcntl(queue, FileConstants.F_GETFD, 0)).isZero();
        assertThat(files.fcntl(queue, FileConstants.F_SETFD, FileConstants.FD_CLOEXEC))
                .isZero();
        assertThat(files.fcntl(queue, FileConstants.F_GETFD, 0)).isEqualTo(FileConstants.FD_CLOEXEC);
        int flags = files.fcntl(queue, FileConstants.F_GETFL, 0);
        assertThat(flags & LinuxConstants.O_NONBLOCK).isEqualTo(LinuxConstants.O_NONBLOCK);
        assertThat(files.fcntl(queue, FileConstants.F_SETFL, flags & ~LinuxConstants.O_NONBLOCK))
                .isZero();
        assertThat(files.fcntl(queue, FileConstants.F_GETFL, 0)).isEqualTo(flags & ~LinuxConstants.O_NONBLOCK);
        assertThat(libc.close(queue)).isZero();
    }

    @Test
    void aFileIsDescribed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("f\u00fcnf"), "12345");
        Files.createLink(folder.resolve("another name"), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(files.statx(-1, file.toString(), 0, FileConstants.STATX_BASIC_STATS, at(0)))
                .isZero();
        Map<String, Object> known = Files.readAttributes(file, "unix:*");
        assertThat(memory.bytes().getInt(FileLayouts.STX_NLINK)).isEqualTo(2);
        assertThat(memory.bytes().getInt(FileLayouts.STX_UID)).isEqualTo(known.get("uid"));
        assertThat(memory.bytes().getInt(FileLayouts.STX_GID)).isEqualTo(known.get("gid"));
        assertThat((int) memory.bytes().getShort(FileLayouts.STX_MODE) & 07777).isEqualTo(0640);
        assertThat(memory.bytes().getLong(FileLayouts.STX_INO)).isEqualTo(known.get("ino"));
        assertThat(memory.bytes().getLong(FileLayouts.STX_SIZE)).isEqualTo(5);
        int asked = FileConstants.STATX_MODE
                | FileConstants.STATX_NLINK
                | FileConstants.STATX_UID
                | FileConstants.STATX_GID
                | FileConstants.STATX_INO
                | FileConstants.STATX_SIZE;
        assertThat(memory.bytes().getInt(FileLayouts.STX_MASK) & asked).isEqualTo(asked);
    }

    @Test
    void anOpenQueueHasALinkUntilItsNameIsRemoved() {
        PosixMessageQueue created = queues.create(1, 8);
        int queue = open(created.name());
        assertThat(links(queue)).isEqualTo(1);
        PosixMessageQueue.unlink(created.name());
        assertThat(links(queue)).isZero();
        assertThat(libc.close(queue)).isZero();
    }

    private int links(int fd) {
        assertThat(files.statx(fd, "", FileConstants.AT_EMPTY_PATH, FileConstants.STATX_NLINK, at(0)))
                .isZero();
        return memory.bytes().getInt(FileLayouts.STX_NLINK);
    }

    @Test
    void aQueueIsKnownByItsFileSystem() {
        int queue = open(queues.create(1, 8).name());
        assertThat(files.fstatfs(queue, at(0))).isZero();
        assertThat(memory.bytes().getLong(FileLayouts.STATFS_TYPE)).isEqualTo(MQUEUE_MAGIC);
        assertThat(libc.close(queue)).isZero();
    }

    private int open(String name) {
        int queue = libc.mqOpen(name, LinuxConstants.O_RDWR | LinuxConstants.O_NONBLOCK, 0, 0);
        assertThat(queue).isNotNegative();
        // glibc's mq_open adds O_CLOEXEC to whatever it is asked for.
        assertThat(files.fcntl(queue, FileConstants.F_SETFD, 0)).isZero();
        return queue;
    }

    /** An address in memory that lives as long as the test. */
    private long at(int offset) {
        return memory.address() + offset;
    }
}
