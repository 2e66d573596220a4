package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in memory. */
class MappedFileTest {
    private static final int SIZE = 200_000;
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void createFile() throws IOException {
        file = folder.resolve("table");
        byte[] content = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            content[i] = (byte) (i % 251);
        }
        Files.write(file, content);
    }

    @Test
    @Conforms({"mmap 1-1", "mmap 4", "mmap 5-1", "mmap 7-1"})
    void whatIsWrittenIsInTheFileAndSeenByOthers() throws IOException {
        try (MappedFile mapped = MappedFile.open(file);
                RunningProgram peer = CProgram.of("shm_peer").start("/none")) {
            assertThat(mapped.memory().size()).isEqualTo(SIZE);
            assertThat(mapped.memory().canBeCut()).isTrue();
            assertThat(peer.ask("path " + file)).isEqualTo("opened " + SIZE);
            mapped.memory().setInt(4096, 1234);
            assertThat(peer.ask("read 4096")).isEqualTo("1234");
            assertThat(peer.ask("write 8 -8")).isEqualTo("written");
            assertThat(mapped.memory().getInt(8)).isEqualTo(-8);
            mapped.memory().bytes(0, 5).put("hello".getBytes(StandardCharsets.US_ASCII));
            mapped.force();
        }
        assertThat(new String(Files.readAllBytes(file), 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("hello");
    }

    @Test
    @Conforms({"mmap 1-1", "mmap 11-1"})
    void aRangeBeginsAnywhere() {
        try (MappedFile mapped =
                MappedFile.builder(file).offset(70_001).length(1000).open()) {
            assertThat(mapped.memory().size()).isEqualTo(1000);
            ByteBuffer bytes = mapped.memory().bytes();
            assertThat(bytes.get(0)).isEqualTo((byte) (70_001 % 251));
            assertThat(bytes.get(999)).isEqualTo((byte) (71_000 % 251));
            bytes.put(0, (byte) 77);
            mapped.force();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> mapped.memory().getInt(0))
                    .withMessage(
                            "the offset of a word of 32 bits must be a multiple of 4 plus 3 in this memory, which begins"
                                    + " at such an address, but was 0");
            mapped.memory().setInt(3, 5);
            assertThat(bytes.getInt(3)).isEqualTo(5);
        }
        try (MappedFile mapped = MappedFile.builder(file).offset(70_001).open()) {
            assertThat(mapped.memory().bytes().get(0)).isEqualTo((byte) 77);
            assertThat(mapped.memory().size()).isEqualTo(SIZE - 70_001);
        }
    }

    @Test
    @Conforms({"mmap 7-2", "mmap 27-1", "munmap 4-1"})
    void aPrivateCopyIsNotInTheFile() throws IOException {
        try (MappedFile mapped = MappedFile.builder(file).privateCopy().open()) {
            mapped.memory().setInt(0, 99);
            assertThat(mapped.memory().getInt(0)).isEqualTo(99);
            mapped.force();
        }
        assertThat(Files.readAllBytes(file)).startsWith(0, 1, 2, 3);
    }

    @Test
    @Conforms({"mmap 5-1", "mmap 6-1"})
    void aFileThatIsMappedForReadingRefusesToBeWritten() {
        try (MappedFile mapped = MappedFile.builder(file).readOnly().open()) {
            assertThat(mapped.memory().bytes().get(7)).isEqualTo((byte) 7);
            assertThat(mapped.memory().bytes().isReadOnly()).isTrue();
            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> mapped.memory().setInt(0, 1));
        }
    }

    @Test
    void moreThanTwoGibibytesAreMapped() throws IOException {
        long size = (5L << 30) + 16;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
        try (MappedFile mapped = MappedFile.open(file)) {
            assertThat(mapped.memory().size()).isEqualTo(size);
            mapped.memory().setLong(size - 8, 42);
            assertThat(mapped.memory().bytes(size - 16, 16).getLong(8)).isEqualTo(42);
        }
        try (MappedFile end =
                MappedFile.builder(file).offset(size - 8).length(8).readOnly().open()) {
            assertThat(end.memory().getLong(0)).isEqualTo(42);
        }
    }

    @Test
    @Conforms("mmap 28-1")
    void aRangeThatIsNotInTheFileIsRefused() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() ->
                        MappedFile.builder(file).offset(SIZE - 1).length(2).open())
                .withMessageContaining("EINVAL")
                .withMessageContaining("The file has 200000 bytes, and 2 bytes from 199999 on were asked for.");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(
                        () -> MappedFile.builder(file).offset(Long.MAX_VALUE).open());
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(
                        () -> MappedFile.builder(file).length(Long.MAX_VALUE).open());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MappedFile.builder(file).offset(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MappedFile.builder(file).length(0));
    }

    @Test
    void whatIsNoFileWithBytesIsRefused() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> MappedFile.open(folder))
                .satisfies(opened -> assertThat(opened.errno()).isEqualTo(Errno.EISDIR));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> MappedFile.builder(folder).readOnly().open())
                .withMessageContaining("This is a folder: map a file in it.");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> MappedFile.open(folder.resolve("none")))
                .satisfies(none -> assertThat(none.errno()).isEqualTo(Errno.ENOENT));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> MappedFile.open(Path.of("/dev/null")))
                .withMessageContaining("This is a character device, such as a terminal: map a regular file.");
    }

    @Test
    void aClosedFileIsNotForced() {
        MappedFile mapped = MappedFile.open(file);
        mapped.close();
        assertThat(mapped.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(mapped::force);
    }

    @Test
    @Conforms("mmap 6-1")
    void whatIsMappedForReadingIsSoToTheKernel() throws IOException {
        try (MappedFile reader = MappedFile.builder(file).readOnly().open()) {
            assertThat(protections()).containsExactly("r--s");
            assertThat(reader.isOpen()).isTrue();
        }
    }

    private List<String> protections() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.endsWith(file.toString()))
                .map(line -> line.split(" ", 3)[1])
                .toList();
    }

    @Test
    @Conforms("mmap 13-1")
    void aFirstAccessIsNewerThanTheFilesAccessTime() throws IOException {
        Files.setAttribute(file, "lastAccessTime", LONG_AGO);
        Files.readAllBytes(file);
        assumeTrue(isNow("lastAccessTime"), "not possible here: this file system keeps no access times");
        Files.setAttribute(file, "lastAccessTime", LONG_AGO);
        try (MappedFile mapped = MappedFile.open(file)) {
            assertThat(mapped.memory().bytes().get(1)).isEqualTo((byte) 1);
        }
        assertThat(isNow("lastAccessTime")).isTrue();
    }

    @Test
    @Conforms("mmap 14-1")
    void whatIsWrittenAndForcedIsNewerThanTheFilesTimes() throws IOException {
        String type = Files.getFileStore(file).type();
        assumeTrue(!type.equals("tmpfs"), "not possible here: the kernel keeps no such times of files in tmpfs");
        try (MappedFile mapped = MappedFile.open(file)) {
            Files.setLastModifiedTime(file, LONG_AGO);
            mapped.memory().setInt(0, 1);
            mapped.force();
            assertThat(isNow("lastModifiedTime")).isTrue();
        }
    }

    private boolean isNow(String attribute) throws IOException {
        return ((FileTime) Files.getAttribute(file, attribute)).compareTo(LONG_AGO) > 0;
    }
}
