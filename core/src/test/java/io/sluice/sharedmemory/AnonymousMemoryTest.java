package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mapping.MappedMemory;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Shared memory without a name, and its seals. */
class AnonymousMemoryTest {
    private static SharedMemory create(Seal... seals) {
        return SharedMemory.anonymous("test").size(8192).seals(seals).create();
    }

    @Test
    void aCProgramOpensItByItsPath() {
        try (SharedMemory shared = create();
                RunningProgram peer = CProgram.of("shm_peer").start("/none")) {
            assertThat(shared.name()).isEqualTo("memfd:test");
            shared.memory().setInt(4092, 5);
            assertThat(peer.ask("path " + shared.path())).isEqualTo("opened 8192");
            assertThat(peer.ask("read 4092")).isEqualTo("5");
            assertThat(peer.ask("write 0 -1")).isEqualTo("written");
            assertThat(shared.memory().getInt(0)).isEqualTo(-1);
        }
    }

    @Test
    void itIsOpenedByItsPathInJava() {
        try (SharedMemory shared = create();
                SharedMemory other = SharedMemory.openPath(shared.path())) {
            shared.memory().setLong(8, 1L << 50);
            assertThat(other.memory().getLong(8)).isEqualTo(1L << 50);
            assertThat(other.wasCreated()).isFalse();
            assertThat(other.info().size()).isEqualTo(8192);
        }
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.openPath(Path.of("/proc/self/fd/9999")))
                .satisfies(gone -> assertThat(gone.errno()).isEqualTo(Errno.ENOENT));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SharedMemory.openPath(Path.of("/dev/null")))
                .withMessageContaining("This is a character device");
    }

    @Test
    @Conforms("memfd_create01")
    void memoryThatIsSealedAgainstShrinkingCannotBeCut() {
        try (SharedMemory shared = create(Seal.SHRINK);
                RunningProgram peer = CProgram.of("shm_peer").start("/none")) {
            assertThat(shared.memory().canBeCut()).isFalse();
            assertThat(peer.ask("path " + shared.path())).isEqualTo("opened 8192");
            assertThat(peer.ask("truncate 1")).isEqualTo("Operation not permitted");
            assertThat(peer.ask("seals")).isEqualTo("2");
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> shared.resize(1))
                    .withMessageContaining("EPERM")
                    .withMessageContaining("A seal forbids it: the memory has the seals [SHRINK].");
            shared.resize(16384);
            assertThat(shared.memory().size()).isEqualTo(16384);
        }
    }

    @Test
    @Conforms("memfd_create01")
    void sealsAreAddedUntilThatIsSealed() {
        try (SharedMemory shared = create()) {
            assertThat(shared.seals()).isEmpty();
            assertThat(shared.memory().canBeCut()).isTrue();
            shared.addSeals(Seal.GROW, Seal.SHRINK);
            shared.addSeals(Seal.SEAL);
            assertThat(shared.seals()).containsExactlyInAnyOrder(Seal.GROW, Seal.SHRINK, Seal.SEAL);
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> shared.addSeals(Seal.WRITE))
                    .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EPERM))
                    .withMessageContaining("sealed against further seals");
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> shared.resize(16384))
                    .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EPERM));
        }
    }

    @Test
    @Conforms("memfd_create01")
    void aWriteSealWaitsForTheMappingsThatCanBeWritten() {
        try (SharedMemory shared = create()) {
            shared.memory().setInt(0, 3);
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> shared.addSeals(Seal.WRITE))
                    .satisfies(mapped -> assertThat(mapped.errno()).isEqualTo(Errno.EBUSY))
                    .withMessageContaining("A mapping is there through which the bytes can be changed");
            shared.addSeals(Seal.FUTURE_WRITE);
            try (MappedMemory further = shared.map()) {
                assertThat(further.isReadOnly()).isTrue();
                shared.memory().setInt(0, 4);
                assertThat(further.getInt(0)).isEqualTo(4);
            }
        }
    }

    @Test
    @Conforms("memfd_create02")
    void aLabelThatTheKernelWouldRefuseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SharedMemory.anonymous("x".repeat(250)));
        assertThatIllegalArgumentException().isThrownBy(() -> SharedMemory.anonymous("a\0b"));
        SharedMemory.anonymous("x".repeat(249)).size(1).create().close();
    }

    @Test
    @Conforms("memfd_create01")
    void aSealIsOneForAllWhoHaveItOpen() {
        try (SharedMemory shared = create();
                SharedMemory other = SharedMemory.openPath(shared.path());
                RunningProgram peer = CProgram.of("shm_peer").start("/none")) {
            shared.addSeals(Seal.WRITE);
            other.addSeals(Seal.SHRINK, Seal.WRITE);
            assertThat(other.seals()).containsExactlyInAnyOrder(Seal.WRITE, Seal.SHRINK);
            assertThat(shared.seals()).isEqualTo(other.seals());
            assertThat(other.memory().isReadOnly()).isTrue();
            assertThat(peer.ask("path " + shared.path()))
                    .as("mapped to be written")
                    .isEqualTo("Operation not permitted");
            shared.addSeals(Seal.SEAL);
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> other.addSeals(Seal.GROW))
                    .satisfies(refused -> assertThat(refused.errno()).isEqualTo(Errno.EPERM));
        }
    }
}
