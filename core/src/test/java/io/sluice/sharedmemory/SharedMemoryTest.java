package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mapping.MappedMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shared memory by its name, beside C programs that have it by {@code shm_open}. */
class SharedMemoryTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = TestQueues.PREFIX + "memory-" + COUNT.incrementAndGet();
    private final Path file = Path.of("/dev/shm" + name);

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(file);
    }

    private RunningProgram peer() {
        return CProgram.of("shm_peer").start(name);
    }

    @Test
    @Conforms({
        "shm_open 1-1",
        "shm_open 5-1",
        "shm_open 12-1",
        "shm_open 15-1",
        "shm_open 30-1",
        "mmap 1-2",
        "mmap 4",
        "mmap 5-1"
    })
    void wordsAndBytesGoToAndFroBetweenJavaAndC() {
        try (SharedMemory shared = SharedMemory.builder(name).size(8192).create();
                RunningProgram peer = peer()) {
            MappedMemory memory = shared.memory();
            assertThat(shared.wasCreated()).isTrue();
            assertThat(memory.size()).isEqualTo(8192);
            assertThat(memory.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
            memory.setInt(4, 17);
            memory.bytes(4096, 10).put(9, (byte) 99);
            assertThat(peer.ask("open")).isEqualTo("opened 8192");
            assertThat(peer.ask("read 4")).isEqualTo("17");
            assertThat(peer.ask("byte 4105")).isEqualTo("99");
            assertThat(peer.ask("write 8188 -5")).isEqualTo("written");
            assertThat(memory.getInt(8188)).isEqualTo(-5);
            assertThat(memory.bytes().getInt(8188)).isEqualTo(-5);
        }
    }

    @Test
    void noAdditionIsLostBetweenJavaAndC() {
        try (SharedMemory shared = SharedMemory.builder(name).size(64).create();
                RunningProgram peer = peer()) {
            assertThat(peer.ask("open")).isEqualTo("opened 64");
            peer.say("add 8 200000");
            for (int i = 0; i < 200_000; i++) {
                shared.memory().addToInt(8, 1);
            }
            assertThat(peer.line()).isEqualTo("added");
            assertThat(shared.memory().getInt(8)).isEqualTo(400_000);
        }
    }

    @Test
    void memoryThatACProgramMadeIsOpened() {
        try (RunningProgram peer = peer()) {
            assertThat(peer.ask("create 100")).isEqualTo("created");
            assertThat(peer.ask("write 96 3")).isEqualTo("written");
            try (SharedMemory shared = SharedMemory.builder(name).size(50).openOrCreate()) {
                assertThat(shared.wasCreated()).isFalse();
                assertThat(shared.memory().size()).isEqualTo(100);
                assertThat(shared.memory().getInt(96)).isEqualTo(3);
            }
        }
    }

    @Test
    @Conforms({"shm_open 3-1", "shm_open 18-1"})
    void newMemoryIsZerosOfTheModeThatWasAskedForWhateverTheUmask() throws IOException {
        try (SharedMemory shared =
                SharedMemory.builder(name).size(1 << 20).mode(0666).create()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-rw-rw-");
            assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
            assertThat(shared.memory().getLong((1 << 20) - 8)).isZero();
        }
    }

    @Test
    void noDraftIsLeftBehind() throws IOException {
        List<Path> before = drafts();
        SharedMemory.builder(name).size(1).create().close();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.builder(name).size(1).create());
        List<Path> since = drafts();
        since.removeAll(before);
        // Other JVMs create shared memory, too. Their drafts are gone in a moment.
        Bounds.await("the end of the drafts").until(() -> since.stream().noneMatch(Files::exists));
    }

    private static List<Path> drafts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            return files.filter(each -> each.getFileName().toString().startsWith(ShmFile.DRAFT_PREFIX))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    @Test
    @Conforms({"shm_open 22-1", "shm_open 31-1", "shm_open 35-1", "shm_open 41-1"})
    void aNameThatIsTakenOrMissingIsRefused() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.builder(name).open())
                .withMessage("shm_open(" + name + "): ENOENT, no such file or queue."
                        + " There is no shared memory of this name: create it, or start its owner first.");
        SharedMemory.builder(name).size(1).create().close();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.builder(name).size(1).create())
                .satisfies(taken -> assertThat(taken.errno()).isEqualTo(Errno.EEXIST));
        SharedMemory.unlink(name);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.unlink(name))
                .satisfies(gone -> assertThat(gone.errno()).isEqualTo(Errno.ENOENT));
    }

    @Test
    void emptyMemoryIsRefusedBeforeSomebodyMapsIt() {
        try (RunningProgram peer = peer()) {
            assertThat(peer.ask("empty")).isEqualTo("created");
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> SharedMemory.builder(name).open())
                    .withMessageContaining("EINVAL")
                    .withMessageContaining("It is empty: whoever has created it has not given it a size yet");
        }
    }

    @Test
    void memoryThatIsTooSmallIsRefused() {
        SharedMemory.builder(name).size(10).create().close();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.builder(name).size(11).open())
                .withMessageContaining("It has 10 bytes, and 11 were asked for.");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aSizeBelowOneIsRefused(long size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedMemory.builder(name).size(size))
                .withMessage("size must be at least 1 byte, but was " + size);
    }

    @Test
    void newMemoryNeedsASize() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SharedMemory.builder(name).create())
                .withMessageContaining("size");
    }

    @Test
    @Conforms("shm_open 42-1")
    void aSizeThatHasNoRoomIsAnErrorAtOnce() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.builder(name).size(1L << 50).create())
                .withMessageMatching(
                        "fallocate\\(.*\\): ENOSPC, .* 1125899906842624 bytes were to be reserved in /dev/shm, which has"
                                + " [1-9]\\d* bytes, of which \\d+ are free: remove .*");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(
                        () -> SharedMemory.builder(name).size(Long.MAX_VALUE).create())
                .satisfies(large -> assertThat(large.errno()).isIn(Errno.EFBIG, Errno.ENOSPC));
        assertThat(file).doesNotExist();
    }

    @Test
    void theMemoryIsTheSameUntilTheCloseWhichClosesIt() {
        SharedMemory shared = SharedMemory.builder(name).size(4096).create();
        MappedMemory memory = shared.memory();
        assertThat(shared.memory()).isSameAs(memory);
        shared.close();
        shared.close();
        assertThat(memory.isOpen()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> memory.getInt(0));
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(shared::memory);
    }
}
