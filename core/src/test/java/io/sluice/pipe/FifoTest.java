package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.jna.Native;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoReaderException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a FIFO: made, described, opened and removed, and what is there in its place. */
class FifoTest {
    @TempDir
    Path folder;

    private Path fifo() {
        return folder.resolve("readings");
    }

    private int mode() throws IOException {
        return (Integer) Files.getAttribute(fifo(), "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    @Conforms({"mknod01", "mknod06"})
    void isMadeForItsOwnerAloneAndRemoved() throws IOException {
        Fifo.create(fifo());
        assertThat(mode()).isEqualTo(0010600);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Fifo.create(fifo()))
                .returns(Errno.EEXIST, ErrnoException::errno)
                .withMessageContaining("Something is at this path already");
        Fifo.remove(fifo());
        assertThat(fifo()).doesNotExist();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Fifo.remove(fifo()))
                .returns(Errno.ENOENT, ErrnoException::errno);
    }

    @Test
    @Conforms("mknod01")
    void hasTheModeThatWasAskedForWhateverTheUmask() throws IOException {
        for (String umask : List.of("000", "077", "777")) {
            Path made = folder.resolve("with-umask-" + umask);
            String[] shell = {"/bin/sh", "-c", "umask " + umask + " && exec \"$0\" \"$@\""};
            try (RunningProgram jvm = new ForkedJvm().under(shell).start(Creator.class, made)) {
                RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
                assertThat(exit.status()).as(exit.output()).isZero();
            }
            assertThat(Files.getPosixFilePermissions(made)).isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
        }
    }

    /** Makes a FIFO under the umask that it was started with. */
    static final class Creator {
        private Creator() {}

        public static void main(String[] arguments) {
            Fifo.create(Path.of(arguments[0]), 0664);
        }
    }

    @Test
    void isMadeIfMissing() {
        assertThat(Fifo.createIfMissing(fifo())).isTrue();
        assertThat(Fifo.createIfMissing(fifo())).isFalse();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Fifo.createIfMissing(fifo(), 0660))
                .returns(Errno.EEXIST, ErrnoException::errno)
                .withMessageContaining("Asked for: mode 0660. Found: a FIFO with mode 0600, owner ");
    }

    @Test
    void anyModeWillDoWhereNoneIsAskedFor() throws IOException {
        Fifo.create(fifo(), 0660);
        assertThat(Fifo.createIfMissing(fifo())).isFalse();
        assertThat(Files.getAttribute(fifo(), "unix:mode")).isEqualTo(0010660);
    }

    @Test
    void aModeWithOtherBitsIsRefused() {
        for (int mode : new int[] {01000, -1, 010600}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Fifo.create(fifo(), mode))
                    .withMessageContaining("from 0 to 0777");
            assertThatIllegalArgumentException().isThrownBy(() -> Fifo.createIfMissing(fifo(), mode));
        }
        assertThat(fifo()).doesNotExist();
    }

    @Test
    void isDescribed() throws IOException {
        Fifo.create(fifo(), 0640);
        try (PipeReadEnd reading = PipeReadEnd.open(fifo());
                PipeWriteEnd writing = PipeWriteEnd.open(fifo())) {
            writing.capacity(8192);
            writing.tryWrite(ByteBuffer.allocate(17));
            FifoInfo info = Fifo.info(fifo());
            int uid = (Integer) Files.getAttribute(fifo(), "unix:uid");
            int gid = (Integer) Files.getAttribute(fifo(), "unix:gid");
            assertThat(info).isEqualTo(new FifoInfo(0640, uid, gid, 8192, 17));
            assertThat(reading.readableBytes()).isEqualTo(17);
        }
        assertThat(Fifo.info(fifo()).readableBytes()).isZero();
    }

    @Test
    @Conforms("open06")
    void withoutReaderIsAnErrorOfItsOwnType() {
        Fifo.create(fifo());
        assertThatExceptionOfType(NoReaderException.class)
                .isThrownBy(() -> PipeWriteEnd.open(fifo()))
                .returns(Errno.ENXIO, ErrnoException::errno)
                .withMessageContaining("No process has the FIFO open for reading");
    }

    @Test
    @Conforms("read03")
    void withoutWriterIsAtItsEnd() {
        Fifo.create(fifo());
        try (PipeReadEnd reading = PipeReadEnd.open(fifo())) {
            assertThat(reading.tryRead(ByteBuffer.allocate(1))).isEqualTo(PipeReadEnd.END);
            try (PipeWriteEnd writing = PipeWriteEnd.open(fifo())) {
                assertThat(reading.tryRead(ByteBuffer.allocate(1))).isEqualTo(PipeReadEnd.WOULD_BLOCK);
                assertThat(writing).hasToString("PipeWriteEnd(" + fifo() + ")");
            }
            PipeEnds.awaitEnd(reading);
        }
    }

    @Test
    void thatWasRemovedGoesOnForThoseWhoHaveIt() {
        Fifo.create(fifo());
        try (PipeReadEnd reading = PipeReadEnd.open(fifo());
                PipeWriteEnd writing = PipeWriteEnd.open(fifo())) {
            Fifo.remove(fifo());
            Fifo.create(fifo());
            assertThat(writing.tryWrite(ByteBuffer.allocate(3))).isEqualTo(3);
            assertThat(reading.tryRead(ByteBuffer.allocate(8))).isEqualTo(3);
            assertThatExceptionOfType(NoReaderException.class).isThrownBy(() -> PipeWriteEnd.open(fifo()));
        }
    }

    @Test
    void whatIsNoFifoIsNamedAndLeftAlone() throws IOException {
        refused(Files.writeString(folder.resolve("file"), "kept"), Errno.EINVAL, "This is a regular file, not a FIFO.");
        assertThat(folder.resolve("file")).hasContent("kept");
        refused(Files.createDirectory(folder.resolve("sub")), Errno.EISDIR, "This is a folder, not a FIFO.");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path socket = folder.resolve("socket");
            server.bind(UnixDomainSocketAddress.of(socket));
            refused(socket, Errno.EINVAL, "This is a socket, not a FIFO.");
        }
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("missing"));
        refused(nowhere, Errno.ELOOP, "This is a symbolic link, which is not followed");
        Path device = Path.of("/dev/null");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PipeReadEnd.open(device))
                .withMessageContaining("This is a character device");
    }

    private static void refused(Path path, Errno errno, String words) {
        List<Runnable> calls = List.of(
                () -> PipeReadEnd.open(path),
                () -> PipeWriteEnd.open(path),
                () -> Fifo.info(path),
                () -> Fifo.remove(path),
                () -> Fifo.createIfMissing(path));
        for (Runnable call : calls) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(call::run)
                    .returns(errno, ErrnoException::errno)
                    .withMessageContaining(words);
        }
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void aSymbolicLinkIsFollowedOnlyIfAllowed() throws IOException {
        Fifo.create(fifo());
        Path link = Files.createSymbolicLink(folder.resolve("link"), fifo());
        refused(link, Errno.ELOOP, "allow the link (SymbolicLinks.FOLLOW)");
        try (PipeReadEnd reading = PipeReadEnd.open(link, SymbolicLinks.FOLLOW);
                PipeWriteEnd writing = PipeWriteEnd.open(link, SymbolicLinks.FOLLOW)) {
            writing.tryWrite(ByteBuffer.allocate(2));
            assertThat(reading.readableBytes()).isEqualTo(2);
        }
        Path toFile = Files.createSymbolicLink(folder.resolve("to file"), Files.createFile(folder.resolve("file")));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PipeReadEnd.open(toFile, SymbolicLinks.FOLLOW))
                .withMessageContaining("This is a regular file, not a FIFO.");
    }

    @Test
    void aPathThatDoesNotExist() {
        for (Path path : List.of(fifo(), folder.resolve("no such folder").resolve("fifo"))) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> PipeReadEnd.open(path))
                    .returns(Errno.ENOENT, ErrnoException::errno)
                    .withMessageContaining("There is no FIFO at this path: create it first");
        }
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> Fifo.create(folder.resolve("no such folder").resolve("fifo")))
                .returns(Errno.ENOENT, ErrnoException::errno);
    }

    @Test
    void anotherUsersFifoNamesItsModeAndOwner() throws IOException {
        Fifo.create(fifo(), 0640);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        ForkedJvm nobody = new ForkedJvm().asNobody(folder, Opener.class, Libc.class, Native.class);
        try (RunningProgram jvm = nobody.start(Opener.class, fifo())) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains(
                            "EACCES, permission denied. The FIFO has mode 0640, owner 0 and group 0, which do not let this"
                                    + " user open it for reading.")
                    .contains("which do not let this user open it for writing.")
                    .contains("unlink(" + fifo() + "): EACCES");
        }
        assertThat(fifo()).exists();
    }

    /** Tries what another user may not do. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            Path path = Path.of(arguments[0]);
            for (Runnable attempt : List.<Runnable>of(
                    () -> PipeReadEnd.open(path), () -> PipeWriteEnd.open(path), () -> Fifo.remove(path))) {
                try {
                    attempt.run();
                    System.out.println("allowed");
                } catch (ErrnoException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void moreFifosThanDescriptors() {
        Fifo.create(fifo());
        try (RunningProgram jvm =
                new ForkedJvm().under(Programs.limit("--nofile=64")).start(TooMany.class, fifo())) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).contains("EMFILE").contains("RLIMIT_NOFILE: this process has as many");
            assertThat(exit.status()).as(exit.output()).isZero();
        }
    }

    /** Run with few descriptors. */
    static final class TooMany {
        private TooMany() {}

        public static void main(String[] arguments) {
            Path path = Path.of(arguments[0]);
            ArrayDeque<PipeReadEnd> ends = new ArrayDeque<>();
            try {
                while (ends.size() < 100) {
                    ends.add(PipeReadEnd.open(path));
                }
            } catch (ErrnoException e) {
                ends.forEach(PipeReadEnd::close);
                System.out.println(e.getMessage());
            }
        }
    }
}
