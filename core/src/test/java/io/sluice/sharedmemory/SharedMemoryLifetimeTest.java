package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.FileConstants;
import io.sluice.mapping.MappedMemory;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What opening it again, closing it and unlinking its name do to shared memory, and what they leave as it was. */
class SharedMemoryLifetimeTest {
    private static final int ROUNDS = 200;
    private static final int SIZE = 4096;

    private final String name = TestQueues.PREFIX + "memory-lifetime";
    private final Path file = Path.of("/dev/shm" + name);

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(file);
    }

    private SharedMemory create() {
        return SharedMemory.builder(name).size(SIZE).create();
    }

    private SharedMemory open() {
        return SharedMemory.builder(name).open();
    }

    private void assertNoSuchName() {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(this::open)
                .satisfies(gone -> assertThat(gone.errno()).isEqualTo(Errno.ENOENT));
        assertThat(SharedMemory.list()).doesNotContain(name);
    }

    @Test
    @Conforms({"shm_open 14-1", "shm_open 14-2"})
    void twoHandlesOfOneProcessAreTheSameMemory() {
        try (SharedMemory first = create();
                SharedMemory second = open()) {
            second.memory().setInt(0, 1);
            assertThat(first.memory().getInt(0)).isEqualTo(1);
            first.memory().setInt(SIZE - 4, 2);
            assertThat(second.memory().getInt(SIZE - 4)).isEqualTo(2);
        }
    }

    @Test
    @Conforms({"shm_open 2-1", "shm_open 9-1", "shm_open 11-1"})
    @SuppressWarnings("try") // the reader is closed before, so that the other process shows what is left
    void eachHandleHasAnOpenFileOfItsOwnThatIsClosedOnExec() throws IOException {
        try (SharedMemory writer = create();
                SharedMemory reader = SharedMemory.builder(name).openReadOnly();
                RunningProgram peer = CProgram.of("shm_peer").start(name)) {
            assertThat(peer.ask("open")).isEqualTo("opened " + SIZE);
            int closedOnExec = FileConstants.O_CLOEXEC;
            int asked = FileConstants.O_ACCMODE | closedOnExec;
            assertThat(flags(writer.path()) & asked).isEqualTo(FileConstants.O_RDWR | closedOnExec);
            assertThat(flags(reader.path()) & asked).isEqualTo(FileConstants.O_RDONLY | closedOnExec);
            reader.close();
            assertThat(peer.ask("truncate " + 2 * SIZE)).isEqualTo("truncated");
            assertThat(writer.info().size()).isEqualTo(2 * SIZE);
        }
    }

    private static int flags(Path descriptor) throws IOException {
        Path info = Path.of("/proc/self/fdinfo").resolve(descriptor.getFileName());
        for (String line : Files.readAllLines(info)) {
            if (line.startsWith("flags:")) {
                return Integer.parseInt(line.substring("flags:".length()).strip(), 8);
            }
        }
        throw new AssertionError("no flags in " + info);
    }

    @Test
    @Conforms("shm_open 23-1")
    void ofTwoCreatorsOneCreates() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Boolean> first = created(together);
            CompletableFuture<Boolean> second = created(together);
            assertThat(first.get()).isNotEqualTo(second.get());
            SharedMemory.unlink(name);
        }
    }

    private CompletableFuture<Boolean> created(CyclicBarrier together) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                together.await();
                create().close();
                return true;
            } catch (ErrnoException exists) {
                assertThat(exists.errno()).isEqualTo(Errno.EEXIST);
                return false;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    @Conforms("shm_open 28-1")
    void withoutAnOpenHandleTheMemoryStays() {
        try (SharedMemory shared = create()) {
            shared.memory().setInt(8, 5);
        }
        try (SharedMemory again = open()) {
            assertThat(again.memory().getInt(8)).isEqualTo(5);
        }
    }

    @Test
    @Conforms({"shm_open 28-2", "mmap 12-1"})
    void withoutANameAndAnOpenHandleAMappingKeepsTheMemory() {
        SharedMemory shared = create();
        try (MappedMemory mapped = shared.map()) {
            mapped.setInt(8, 5);
            shared.close();
            SharedMemory.unlink(name);
            assertThat(mapped.getInt(8)).isEqualTo(5);
            mapped.setInt(8, 6);
            assertThat(mapped.getInt(8)).isEqualTo(6);
        }
    }

    @Test
    @Conforms("shm_open 28-3")
    void withoutANameAndAMappingAnOpenHandleKeepsTheMemory() {
        try (SharedMemory shared = create()) {
            try (MappedMemory mapped = shared.map()) {
                mapped.setInt(8, 5);
            }
            SharedMemory.unlink(name);
            assertThat(shared.memory().getInt(8)).isEqualTo(5);
        }
    }

    @Test
    @Conforms({
        "shm_unlink 1-1",
        "shm_unlink 2-1",
        "shm_unlink 3-1",
        "shm_unlink 4-1",
        "shm_unlink 5-1",
        "shm_unlink 6-1",
        "shm_unlink 7-1",
        "shm_unlink 11-1"
    })
    void unlinkedMemoryLivesOnForThoseWhoHaveIt() {
        try (SharedMemory old = create();
                RunningProgram peer = CProgram.of("shm_peer").start(name)) {
            assertThat(peer.ask("open")).isEqualTo("opened " + SIZE);
            old.memory().setInt(0, 1);
            SharedMemory.unlink(name);
            assertNoSuchName();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> SharedMemory.unlink(name))
                    .satisfies(gone -> assertThat(gone.errno()).isEqualTo(Errno.ENOENT));
            assertThat(peer.ask("read 0")).isEqualTo("1");
            assertThat(peer.ask("write 0 2")).isEqualTo("written");
            assertThat(old.memory().getInt(0)).isEqualTo(2);
            try (SharedMemory another = create()) {
                assertThat(another.memory().getInt(0)).isZero();
                another.memory().setInt(0, 3);
                assertThat(peer.ask("read 0")).isEqualTo("2");
            }
        }
    }

    @Test
    @Conforms({"mmap 7-3", "mmap 7-4"})
    void onlyWhatIsSharedIsSeenByOthers() {
        try (SharedMemory shared = create();
                MappedFile copy = MappedFile.builder(file).privateCopy().open();
                RunningProgram peer = CProgram.of("shm_peer").start(name)) {
            assertThat(peer.ask("open")).isEqualTo("opened " + SIZE);
            copy.memory().setInt(0, 1);
            assertThat(copy.memory().getInt(0)).isEqualTo(1);
            assertThat(peer.ask("read 0")).isEqualTo("0");
            shared.memory().setInt(0, 2);
            assertThat(peer.ask("read 0")).isEqualTo("2");
        }
    }
}
