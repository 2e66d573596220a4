package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mapping.MappedMemory;
import io.sluice.testing.Conforms;
import io.sluice.testing.NeedsPromptFaults;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of shared memory with a name: its size, what is known of it, and what is no shared memory. */
class ResizeTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = TestQueues.PREFIX + "resize-" + COUNT.incrementAndGet();
    private final Path file = Path.of("/dev/shm" + name);

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(file);
    }

    @Test
    void longerMemoryIsReservedAndMappedAnew() {
        try (SharedMemory shared = SharedMemory.builder(name).size(4096).create()) {
            MappedMemory before = shared.memory();
            before.setInt(0, 9);
            shared.resize(1 << 20);
            assertThat(before.size()).isEqualTo(4096);
            assertThat(before.isOpen()).isTrue();
            assertThat(shared.memory().size()).isEqualTo(1 << 20);
            assertThat(shared.memory().getInt(0)).isEqualTo(9);
            assertThat(shared.info().size()).isEqualTo(1 << 20);
            assertThat(shared.info().allocated()).isGreaterThanOrEqualTo(1 << 20);
            before.setInt(0, 10);
            assertThat(shared.memory().getInt(0)).isEqualTo(10);
        }
    }

    @Test
    @NeedsPromptFaults
    void wordsBehindTheEndOfShorterMemoryAreAnError() {
        try (SharedMemory shared = SharedMemory.builder(name).size(16384).create()) {
            MappedMemory before = shared.memory();
            before.setInt(8192, 1);
            shared.resize(4096);
            assertThat(before.getInt(0)).isZero();
            assertCut(() -> before.getInt(8192));
            assertCut(() -> before.addToLong(8192, 1));
            assertCut(() -> before.setInt(8192, 1));
            assertThat(shared.memory().size()).isEqualTo(4096);
        }
    }

    /** Code that is compiled already may report the fault as it is. */
    private static void assertCut(ThrowableAssert.ThrowingCallable access) {
        Throwable thrown = catchThrowable(access);
        if (thrown instanceof ErrnoException cut) {
            assertThat(cut.errno()).isEqualTo(Errno.EFAULT);
            assertThat(cut)
                    .hasMessageContaining("Another process has cut off what was mapped, and the word at 8192 with it");
        } else {
            assertThat(thrown).isInstanceOf(InternalError.class);
        }
    }

    @Test
    void aSizeWithoutRoomChangesNothing() {
        try (SharedMemory shared = SharedMemory.builder(name).size(4096).create()) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> shared.resize(1L << 50))
                    .satisfies(full -> assertThat(full.errno()).isEqualTo(Errno.ENOSPC))
                    .withMessageContaining("are free");
            assertThat(shared.info().size()).isEqualTo(4096);
            assertThatIllegalArgumentException().isThrownBy(() -> shared.resize(0));
        }
    }

    @Test
    @Conforms({"shm_open 12-1", "shm_open 13-1", "shm_open 13-2"})
    void memoryThatIsOpenForReadingIsNotWrittenNorResized() {
        try (SharedMemory shared = SharedMemory.builder(name).size(4096).create();
                SharedMemory reader = SharedMemory.builder(name).openReadOnly()) {
            shared.memory().setInt(0, 6);
            assertThat(reader.memory().isReadOnly()).isTrue();
            assertThat(reader.memory().getInt(0)).isEqualTo(6);
            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> reader.memory().setInt(0, 7));
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> reader.resize(1));
            assertThat(shared.info().size()).isEqualTo(4096);
        }
    }

    @Test
    void theNameIsListedWithWhatIsKnownOfIt() {
        try (SharedMemory shared =
                SharedMemory.builder(name).size(5000).mode(0640).create()) {
            assertThat(SharedMemory.list()).contains(name);
            SharedMemoryInfo info = SharedMemory.info(name);
            assertThat(info).isEqualTo(shared.info());
            assertThat(info.size()).isEqualTo(5000);
            assertThat(info.allocated()).isEqualTo(8192);
            assertThat(info.mode()).isEqualTo(0640);
        }
        SharedMemory.unlink(name);
        assertThat(SharedMemory.list()).doesNotContain(name);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.info(name))
                .satisfies(gone -> assertThat(gone.errno()).isEqualTo(Errno.ENOENT));
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Files.createSymbolicLink(file, Path.of("/etc/passwd"));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.builder(name).openReadOnly())
                .satisfies(link -> assertThat(link.errno()).isEqualTo(Errno.ELOOP))
                .withMessageContaining("is a symbolic link, and no shared memory");
        assertThat(SharedMemory.list()).doesNotContain(name);
    }

    @Test
    void aFolderIsNoSharedMemory() throws IOException {
        Files.createDirectory(file);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.builder(name).openReadOnly())
                .withMessageContaining("is a folder, and no shared memory");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.builder(name).size(1).openOrCreate())
                .withMessageContaining("is a folder, and no shared memory");
    }
}
