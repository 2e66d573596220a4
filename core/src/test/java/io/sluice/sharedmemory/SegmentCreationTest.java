package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SegmentRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvipc.IpcPermissions;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.SysvTestSegments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which segment a key leads to, and when a new one is made. */
class SegmentCreationTest {
    private static final int ROUNDS = 200;
    private static final int SIZE = 5000;

    @RegisterExtension
    final SysvTestSegments segments = new SysvTestSegments();

    private static ErrnoException refused(Runnable call) {
        try {
            call.run();
        } catch (ErrnoException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }

    @Test
    @Conforms({"shmget01", "shmctl01"})
    void aNewSegmentHasItsSizeAndExactlyItsMode() {
        Instant before = Instant.now().minus(Duration.ofSeconds(2));
        SysvSharedMemory segment = segments.create(SIZE, 0666);
        assertThat(segment.wasCreated()).isTrue();
        assertThat(segment.size()).isEqualTo(SIZE);
        assertThat(segment.name()).isEqualTo("segment " + segment.id() + " of key " + segment.key());
        assertThat(segment).hasToString("SysvSharedMemory(" + segment.name() + ")");
        SysvSharedMemoryStatus status = segment.status();
        assertThat(status.id()).isEqualTo(segment.id());
        assertThat(status.key()).isEqualTo(segment.key());
        assertThat(status.size()).isEqualTo(SIZE);
        assertThat(status.permissions().mode()).as("whatever the umask").isEqualTo(0666);
        assertThat(status.creator()).isEqualTo((int) ProcessHandle.current().pid());
        assertThat(status.attachCount()).isZero();
        assertThat(status.lastProcess()).isZero();
        assertThat(status.lastAttachTime()).isNull();
        assertThat(status.lastDetachTime()).isNull();
        assertThat(status.changeTime()).isBetween(before, Instant.now());
        assertThat(status.markedForDestruction()).isFalse();
        assertThat(SysvSharedMemory.list()).contains(status);
    }

    @Test
    void aSegmentOfACProgramIsFoundAndTheReverse() {
        IpcKey key = segments.key();
        try (RunningProgram peer = CProgram.of("sysvshm_peer").start(key.value())) {
            assertThat(peer.ask("create 100")).isEqualTo("created");
            SysvSharedMemory found = SysvSharedMemory.open(key);
            assertThat(found.wasCreated()).isFalse();
            assertThat(found.size()).isEqualTo(100);
            assertThat(found.status().creator()).isEqualTo((int) peer.pid());
            assertThat(peer.ask("remove")).isEqualTo("removed");
            SysvSharedMemory created = SysvSharedMemory.builder(key).size(200).openOrCreate();
            assertThat(created.wasCreated()).isTrue();
            assertThat(peer.ask("create 200")).isEqualTo("File exists");
            assertThat(peer.ask("open")).isEqualTo("opened");
        }
    }

    @Test
    @Conforms("shmget02")
    void aKeyThatIsTakenIsNotCreatedAndOneThatIsFreeIsNotOpened() {
        SysvSharedMemory segment = segments.create(SIZE);
        assertThat(refused(
                        () -> SysvSharedMemory.builder(segment.key()).size(SIZE).create()))
                .hasMessage("shmget(key " + segment.key()
                        + "): EEXIST, exists already. A shared memory segment of this key exists already: open it, or"
                        + " remove it first.");
        segment.remove();
        assertThat(refused(() -> SysvSharedMemory.open(segment.key())))
                .hasMessageContaining("ENOENT")
                .hasMessageContaining("There is no shared memory segment of this key in this IPC namespace");
    }

    @Test
    @Conforms("shmget02")
    void whoAsksForMoreThanASegmentHasSeesBothSizes() {
        SysvSharedMemory segment = segments.create(SIZE);
        SysvSharedMemoryBuilder more = SysvSharedMemory.builder(segment.key()).size(SIZE + 1);
        for (Runnable call : List.<Runnable>of(more::open, more::openOrCreate)) {
            assertThat(refused(call))
                    .hasMessage("shmget(key " + segment.key()
                            + "): EINVAL, invalid argument. The segment has 5000 bytes, and 5001 were asked for. A segment"
                            + " keeps its size: ask for 5000 or fewer, or remove it and create a larger one.");
        }
        assertThat(more.acceptShape().openOrCreate().size()).isEqualTo(SIZE);
        assertThat(more.open().size()).isEqualTo(SIZE);
        assertThat(SysvSharedMemory.builder(segment.key())
                        .size(1)
                        .openOrCreate()
                        .size())
                .as("the size of the segment, not that which was asked for")
                .isEqualTo(SIZE);
    }

    @Test
    void aSegmentOfAnotherModeIsRefusedUnlessAnyIsAccepted() {
        SysvSharedMemory segment = segments.create(SIZE, 0640);
        SysvSharedMemoryBuilder other =
                SysvSharedMemory.builder(segment.key()).size(SIZE).mode(0600);
        assertThat(refused(other::openOrCreate))
                .hasMessageContaining("EEXIST")
                .hasMessageContaining("Asked for: mode 0600. Found: mode 0640.");
        assertThat(other.acceptShape().openOrCreate().id()).isEqualTo(segment.id());
        assertThat(SysvSharedMemory.builder(segment.key())
                        .size(SIZE)
                        .openOrCreate()
                        .id())
                .isEqualTo(segment.id());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    @Conforms("shmget02")
    void noSegmentHasFewerThanOneByte(long size) {
        SysvSharedMemoryBuilder builder = SysvSharedMemory.builder(IpcKey.PRIVATE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.size(size))
                .withMessage("size must be at least 1 byte, but was " + size);
    }

    @Test
    void whatTheMachineCannotCommitIsRefusedWithItsSize() throws IOException {
        String policy =
                Files.readAllLines(Path.of("/proc/sys/vm/overcommit_memory")).get(0);
        assumeTrue(!policy.equals("1"), "the kernel commits any size here (vm.overcommit_memory = 1)");
        assertThat(refused(() -> SysvSharedMemory.builder(IpcKey.PRIVATE)
                        .size(Long.MAX_VALUE)
                        .create()))
                .hasMessage(
                        "shmget(key IPC_PRIVATE): ENOMEM, out of memory. The kernel does not commit 9223372036854775807"
                                + " bytes of memory and swap to a segment (vm.overcommit_memory): ask for fewer.");
    }

    @Test
    void badCallsAreRefusedBeforeTheKernelSeesThem() {
        IpcKey key = segments.key();
        assertThatIllegalArgumentException().isThrownBy(() -> SysvSharedMemory.open(IpcKey.PRIVATE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SysvSharedMemory.builder(IpcKey.PRIVATE).size(1).openOrCreate());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysvSharedMemory.builder(key).mode(01000));
        assertThatIllegalStateException()
                .isThrownBy(() -> SysvSharedMemory.builder(key).create())
                .withMessage("a segment is created with a size: set it by size(bytes)");
        assertThatIllegalStateException()
                .isThrownBy(() -> SysvSharedMemory.builder(key).openOrCreate());
    }

    @Test
    void aPrivateSegmentIsOpenedByItsIdentifierAlone() {
        SysvSharedMemory segment = segments.createPrivate(SIZE);
        SysvSharedMemory other = segments.createPrivate(SIZE);
        assertThat(other.id()).isNotEqualTo(segment.id());
        assertThat(segment.name()).isEqualTo("segment " + segment.id());
        SysvSharedMemory again = SysvSharedMemory.openById(segment.id());
        assertThat(again.size()).isEqualTo(SIZE);
        assertThat(again.key()).isEqualTo(IpcKey.PRIVATE);
        assertThat(again.wasCreated()).isFalse();
    }

    @Test
    @Conforms({"shmat02", "shmctl02"})
    void aSegmentThatWasRemovedIsAnErrorOfItsOwn() {
        SysvSharedMemory segment = segments.create(SIZE);
        IpcPermissions permissions = segment.status().permissions();
        segment.remove();
        assertThatExceptionOfType(SegmentRemovedException.class)
                .isThrownBy(segment::status)
                .withMessage("shmctl IPC_STAT(" + segment.name()
                        + "): EINVAL, invalid argument. The shared memory segment was removed, with all that was in it. A"
                        + " shared memory segment that was created under the same key since then has another identifier:"
                        + " open it anew.");
        assertThatExceptionOfType(SegmentRemovedException.class).isThrownBy(segment::remove);
        assertThatExceptionOfType(SegmentRemovedException.class).isThrownBy(() -> segment.setPermissions(permissions));
        assertThat(refused(() -> SysvSharedMemory.openById(segment.id())))
                .isNotInstanceOf(SegmentRemovedException.class)
                .hasMessageContaining("it was removed, or never was");
    }

    @Test
    @Conforms("shmctl08")
    void ownerAndModeAreSetAtOnce() {
        SysvSharedMemory segment = segments.create(SIZE);
        segment.setPermissions(segment.status().permissions().withMode(0640));
        assertThat(segment.status().permissions().mode()).isEqualTo(0640);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        segment.setPermissions(segment.status().permissions().withMode(01000)));
    }

    @Test
    void ofTwoCreatorsOneCreates() throws Exception {
        IpcKey key = segments.key();
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<SysvSharedMemory> first = opened(key, together);
            CompletableFuture<SysvSharedMemory> second = opened(key, together);
            assertThat(first.get().id()).isEqualTo(second.get().id());
            assertThat(Stream.of(first.get(), second.get()).filter(SysvSharedMemory::wasCreated))
                    .hasSize(1);
            first.get().remove();
        }
    }

    private static CompletableFuture<SysvSharedMemory> opened(IpcKey key, CyclicBarrier together) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                together.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return SysvSharedMemory.builder(key).size(SIZE).mode(0600).openOrCreate();
        });
    }

    @Test
    void whoOpensWhileOthersRemoveFindsASegmentOrNone() throws Exception {
        IpcKey key = segments.key();
        CompletableFuture<Void> churn = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < 20 * ROUNDS; round++) {
                SysvSharedMemory.builder(key)
                        .size(round % 2 == 0 ? 1 : SIZE)
                        .create()
                        .remove();
            }
        });
        while (!churn.isDone()) {
            try {
                assertThat(SysvSharedMemory.builder(key).size(SIZE).open().size())
                        .isEqualTo(SIZE);
            } catch (ErrnoException e) {
                assertThat(e).isNotInstanceOf(SegmentRemovedException.class);
                assertThat(e.errno()).isIn(Errno.ENOENT, Errno.EINVAL, Errno.EIDRM);
            }
        }
        churn.get();
    }

    @Test
    @Conforms("shmctl08")
    void whoSetsTheModeSetsTheChangeTime() {
        SysvSharedMemory segment = segments.create(SIZE, 0666);
        Instant created = segment.status().changeTime();
        // The kernel counts seconds.
        Bounds.await("a later change time").until(() -> {
            segment.setPermissions(segment.status().permissions().withMode(0600));
            return segment.status().changeTime().isAfter(created);
        });
        assertThat(segment.status().permissions().mode()).isEqualTo(0600);
        assertThat(segment.status().changeTime()).isBefore(Instant.now().plus(Duration.ofSeconds(1)));
    }
}
