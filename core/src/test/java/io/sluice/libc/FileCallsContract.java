package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the calls on files must do in every binding. One subclass for each binding. */
public abstract class FileCallsContract extends CallsContract {
    /** The kernel's own constant, which no header has. */
    private static final long MQUEUE_MAGIC = 0x19800202;

    private static final long BEYOND_32_BITS = 1L << 32;

    private final FileCalls files = libc.files();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected FileCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(files.open("/nonexistent/file", FileConstants.O_RDONLY)).isEqualTo(-Errno.ENOENT.number());
        assertThat(files.open("/nonexistent/file", FileConstants.O_RDWR | FileConstants.O_CREAT, 0600))
                .isEqualTo(-Errno.ENOENT.number());
        assertThat(files.close(-1)).isEqualTo(-Errno.EBADF.number());
        assertThat(files.read(-1, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(files.pread(-1, 0, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(files.poll(8, 1, 0)).isEqualTo(-Errno.EFAULT.number());
        assertThat(files.write(-1, 0, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(files.fchmod(-1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(files.fcntl(-1, FileConstants.F_GETFD, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(files.ioctl(-1, FileConstants.FIONREAD, at(0))).isEqualTo(-Errno.EBADF.number());
        assertThat(files.pipe2(at(0), -1)).isEqualTo(-Errno.EINVAL.number());
        assertThat(files.mkfifo("/nonexistent/fifo", 0600)).isEqualTo(-Errno.ENOENT.number());
        assertThat(files.chmod("/nonexistent/file", 0600)).isEqualTo(-Errno.ENOENT.number());
        assertThat(files.unlink("/nonexistent/file")).isEqualTo(-Errno.ENOENT.number());
        assertThat(files.link("/nonexistent/file", "/nonexistent/link")).isEqualTo(-Errno.ENOENT.number());
        assertThat(files.fstatfs(-1, at(0))).isEqualTo(-Errno.EBADF.number());
        assertThat(files.statx(-1, "", FileConstants.AT_EMPTY_PATH, 0, at(0))).isEqualTo(-Errno.EBADF.number());
        assertThat(files.statx(-1, "/nonexistent/file", 0, 0, at(0))).isEqualTo(-Errno.ENOENT.number());
        assertThat(files.statx(-1, "/", -1, 0, at(0))).isEqualTo(-Errno.EINVAL.number());
        assertThat(files.statx(-1, "/", 0, 1 << 31, at(0))).isEqualTo(-Errno.EINVAL.number());
        assertThat(files.statx(-1, "/", 0, 0, 8)).isEqualTo(-Errno.EFAULT.number());
    }

    @Test
    void aFileIsMadeWithItsModeAndGetsASecondName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("made");
        Path second = folder.resolve("second");
        int flags = FileConstants.O_RDWR | FileConstants.O_CREAT | FileConstants.O_EXCL;
        int fd = files.open(file.toString(), flags, 0400);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("r--------"));
        assertThat(files.open(file.toString(), flags, 0400)).isEqualTo(-Errno.EEXIST.number());
        assertThat(files.link(file.toString(), second.toString())).isZero();
        assertThat(Files.isSameFile(file, second)).isTrue();
        assertThat(files.link(file.toString(), second.toString())).isEqualTo(-Errno.EEXIST.number());
        assertThat(files.close(fd)).isZero();
    }

    @Test
    void anOffsetBeyond32BitsIsNotCut(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sparse");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {7, 8, 9}), BEYOND_32_BITS + 5);
        }
        int fd = files.open(file.toString(), FileConstants.O_RDONLY);
        assertThat(files.pread(fd, at(0), 3, BEYOND_32_BITS + 6)).isEqualTo(2);
        assertThat(memory.bytes().get(0)).isEqualTo((byte) 8);
        assertThat(files.close(fd)).isZero();
    }

    @Test
    void theFlagsOfADescriptorAndOfItsOpenFileAreReadAndSet() {
        int queue = open(queues.create(1, 8).name());
        assertThat(files.fcntl(queue, FileConstants.F_GETFD, 0)).isZero();
        assertThat(files.fcntl(queue, FileConstants.F_SETFD, FileConstants.FD_CLOEXEC))
                .isZero();
        assertThat(files.fcntl(queue, FileConstants.F_GETFD, 0)).isEqualTo(FileConstants.FD_CLOEXEC);
        int flags = files.fcntl(queue, FileConstants.F_GETFL, 0);
        assertThat(flags & FileConstants.O_NONBLOCK).isEqualTo(FileConstants.O_NONBLOCK);
        assertThat(files.fcntl(queue, FileConstants.F_SETFL, flags & ~FileConstants.O_NONBLOCK))
                .isZero();
        assertThat(files.fcntl(queue, FileConstants.F_GETFL, 0)).isEqualTo(flags & ~FileConstants.O_NONBLOCK);
        assertThat(files.close(queue)).isZero();
    }

    @Test
    void aPipeHasTwoEndsWithTheFlagsThatWereAskedFor() {
        assertThat(files.pipe2(at(0), FileConstants.O_NONBLOCK | FileConstants.O_CLOEXEC))
                .isZero();
        int readEnd = memory.bytes().getInt(0);
        int writeEnd = memory.bytes().getInt(Integer.BYTES);
        for (int end : new int[] {readEnd, writeEnd}) {
            assertThat(files.fcntl(end, FileConstants.F_GETFD, 0)).isEqualTo(FileConstants.FD_CLOEXEC);
            assertThat(files.fcntl(end, FileConstants.F_GETFL, 0) & FileConstants.O_NONBLOCK)
                    .isEqualTo(FileConstants.O_NONBLOCK);
        }
        assertThat(files.fcntl(writeEnd, FileConstants.F_GETFL, 0) & FileConstants.O_ACCMODE)
                .isEqualTo(FileConstants.O_WRONLY);
        assertThat(files.read(readEnd, at(64), 8)).isEqualTo(-Errno.EAGAIN.number());
        assertThat(files.write(writeEnd, at(64), 7)).isEqualTo(7);
        assertThat(files.ioctl(readEnd, FileConstants.FIONREAD, at(128))).isZero();
        assertThat(memory.bytes().getInt(128)).isEqualTo(7);
        assertThat(files.fcntl(writeEnd, FileConstants.F_SETPIPE_SZ, 5000)).isEqualTo(8192);
        assertThat(files.fcntl(readEnd, FileConstants.F_GETPIPE_SZ, 0)).isEqualTo(8192);
        assertThat(files.close(readEnd)).isZero();
        assertThat(files.write(writeEnd, at(64), 7)).isEqualTo(-Errno.EPIPE.number());
        assertThat(files.close(writeEnd)).isZero();
    }

    @Test
    void packetsAreTheArchitecturesOwnFlag() {
        int direct = FileLayouts.CURRENT.oDirect();
        assertThat(files.pipe2(at(0), FileConstants.O_NONBLOCK | FileConstants.O_CLOEXEC | direct))
                .isZero();
        int readEnd = memory.bytes().getInt(0);
        int writeEnd = memory.bytes().getInt(Integer.BYTES);
        assertThat(files.fcntl(writeEnd, FileConstants.F_GETFL, 0) & direct).isEqualTo(direct);
        assertThat(files.write(writeEnd, at(64), 7)).isEqualTo(7);
        assertThat(files.write(writeEnd, at(64), 5)).isEqualTo(5);
        assertThat(files.read(readEnd, at(64), 64)).isEqualTo(7);
        assertThat(files.read(readEnd, at(64), 64)).isEqualTo(5);
        assertThat(files.close(readEnd)).isZero();
        assertThat(files.close(writeEnd)).isZero();
    }

    @Test
    void aFifoIsMadeChangedAndRemoved(@TempDir Path folder) throws IOException {
        Path fifo = folder.resolve("f\u00fcnf");
        Path link = Files.createSymbolicLink(folder.resolve("link"), fifo);
        assertThat(files.mkfifo(fifo.toString(), 0400)).isZero();
        assertThat(files.mkfifo(fifo.toString(), 0400)).isEqualTo(-Errno.EEXIST.number());
        assertThat(files.chmod(link.toString(), 0622)).isZero();
        assertThat(files.statx(FileConstants.AT_FDCWD, fifo.toString(), 0, FileConstants.STATX_TYPE, at(0)))
                .isZero();
        assertThat((int) memory.bytes().getShort(FileLayouts.STX_MODE)).isEqualTo(FileConstants.S_IFIFO | 0622);
        int nofollow = FileConstants.O_RDONLY | FileConstants.O_NONBLOCK | FileLayouts.CURRENT.oNofollow();
        assertThat(files.open(link.toString(), nofollow)).isEqualTo(-Errno.ELOOP.number());
        int writing = FileConstants.O_WRONLY | FileConstants.O_NONBLOCK;
        assertThat(files.open(fifo.toString(), writing)).isEqualTo(-Errno.ENXIO.number());
        assertThat(files.unlink(fifo.toString())).isZero();
        assertThat(fifo).doesNotExist();
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
        assertThat(files.close(queue)).isZero();
    }

    private int links(int fd) {
        assertThat(files.statx(fd, "", FileConstants.AT_EMPTY_PATH, FileConstants.STATX_NLINK, at(0)))
                .isZero();
        return memory.bytes().getInt(FileLayouts.STX_NLINK);
    }

    @Test
    void aLookTellsWhatIsReadable() {
        PosixMessageQueue created = queues.create(1, 8);
        int queue = open(created.name());
        memory.bytes().putInt(FileLayouts.POLLFD_FD, queue);
        memory.bytes().putShort(FileLayouts.POLLFD_EVENTS, (short) FileConstants.POLLIN);
        assertThat(files.poll(at(0), 1, 0)).isZero();
        created.trySend(PosixMessage.ofText("m"));
        assertThat(files.poll(at(0), 1, 0)).isEqualTo(1);
        assertThat(memory.bytes().getShort(FileLayouts.POLLFD_REVENTS)).isEqualTo((short) FileConstants.POLLIN);
        assertThat(files.close(queue)).isZero();
    }

    @Test
    void aQueueIsKnownByItsFileSystem() {
        int queue = open(queues.create(1, 8).name());
        assertThat(files.fstatfs(queue, at(0))).isZero();
        assertThat(memory.bytes().getLong(FileLayouts.STATFS_TYPE)).isEqualTo(MQUEUE_MAGIC);
        assertThat(files.close(queue)).isZero();
    }

    private int open(String name) {
        int queue = libc.posixQueues().mqOpen(name, FileConstants.O_RDWR | FileConstants.O_NONBLOCK, 0, 0);
        assertThat(queue).isNotNegative();
        // glibc's mq_open adds O_CLOEXEC to whatever it is asked for.
        assertThat(files.fcntl(queue, FileConstants.F_SETFD, 0)).isZero();
        return queue;
    }
}
