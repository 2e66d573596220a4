package io.sluice.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SegmentRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.mapping.MappedMemory;
import io.sluice.memory.NativeMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.SysvTestSegments;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes that this process has in common with C programs by {@code shmat}. */
class SysvSharedMemoryTest {
    private static final int SIZE = 5000;
    private static final int ADDITIONS = 1_000_000;

    @RegisterExtension
    final SysvTestSegments segments = new SysvTestSegments();

    private static RunningProgram peer(IpcKey key) {
        return CProgram.of("sysvshm_peer").start(key.value());
    }

    private RunningProgram attachedPeer(SysvSharedMemory segment) {
        RunningProgram peer = segments.closing(peer(segment.key()));
        assertThat(peer.ask("open")).isEqualTo("opened");
        assertThat(peer.ask("attach")).isEqualTo("attached");
        return peer;
    }

    private MappedMemory attached(SysvSharedMemory segment) {
        return segments.closing(segment.attach());
    }

    private static void write(MappedMemory memory, long offset, String text) {
        memory.bytes(offset, text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(MappedMemory memory, long offset, int length) {
        byte[] bytes = new byte[length];
        memory.bytes(offset, length).get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static void awaitAttachCount(SysvSharedMemory segment, int count) {
        Bounds.await("an attach count of " + count).until(() -> segment.status().attachCount() == count);
    }

    /** With JNA, only when the collector has found the buffers of closed memory. */
    private static void awaitDetached(SysvSharedMemory segment) {
        Bounds.await("the segment is detached").until(() -> {
            System.gc();
            return segment.status().attachCount() == 0;
        });
    }

    @Test
    @Conforms("shmat01")
    void bothSidesSeeWhatTheOtherWrites() {
        SysvSharedMemory segment = segments.create(SIZE);
        MappedMemory memory = attached(segment);
        RunningProgram peer = attachedPeer(segment);
        write(memory, 0, "from Java");
        assertThat(peer.ask("read 0 9")).isEqualTo("from Java");
        assertThat(peer.ask("write 4994 from C")).isEqualTo("written");
        assertThat(read(memory, SIZE - 6, 6)).isEqualTo("from C");
        assertThat(memory.size()).isEqualTo(SIZE);
        assertThat(memory.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(memory.description()).isEqualTo(segment.name());
        assertThat(memory.canBeCut()).isFalse();
        assertThat(memory.isReadOnly()).isFalse();
    }

    @Test
    void aSegmentThatCHasCreatedIsAttachedHere() {
        IpcKey key = segments.key();
        RunningProgram peer = segments.closing(peer(key));
        assertThat(peer.ask("create 100")).isEqualTo("created");
        assertThat(peer.ask("attach")).isEqualTo("attached");
        assertThat(peer.ask("write 94 from C")).isEqualTo("written");
        MappedMemory memory = attached(SysvSharedMemory.open(key));
        assertThat(memory.size()).isEqualTo(100);
        assertThat(read(memory, 94, 6)).isEqualTo("from C");
        write(memory, 0, "from Java");
        assertThat(peer.ask("read 0 9")).isEqualTo("from Java");
    }

    @Test
    void wordsAreCountedFromBothSidesAtOnce() throws Exception {
        SysvSharedMemory segment = segments.create(SIZE);
        MappedMemory memory = attached(segment);
        RunningProgram peer = attachedPeer(segment);
        CompletableFuture<String> added = CompletableFuture.supplyAsync(() -> peer.ask("add 8 " + ADDITIONS));
        for (int i = 0; i < ADDITIONS; i++) {
            memory.addToInt(8, 1);
        }
        assertThat(added.get()).isEqualTo("added");
        assertThat(memory.getInt(8)).isEqualTo(2 * ADDITIONS);
    }

    @Test
    @Conforms("shmat01")
    void memoryThatIsAttachedForReadingRefusesToBeWritten() {
        SysvSharedMemory segment = segments.create(SIZE);
        write(attached(segment), 0, "text");
        MappedMemory memory = segments.closing(segment.attachReadOnly());
        assertThat(memory.isReadOnly()).isTrue();
        assertThat(read(memory, 0, 4)).isEqualTo("text");
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> write(memory, 0, "more"));
        assertThat(memory.getInt(4)).isZero();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> memory.setInt(0, 1));
        assertThat(read(memory, 0, 4)).isEqualTo("text");
    }

    @Test
    @Conforms({"shmat01", "shmctl01"})
    void theStatusCountsAttachmentsAndNamesWhoAttachedLast() {
        SysvSharedMemory segment = segments.create(SIZE);
        MappedMemory memory = attached(segment);
        assertThat(segment.status().lastProcess())
                .isEqualTo((int) ProcessHandle.current().pid());
        attached(segment);
        assertThat(segment.status().attachCount()).isEqualTo(2);
        assertThat(segment.status().lastAttachTime()).isNotNull();
        RunningProgram peer = attachedPeer(segment);
        assertThat(segment.status().attachCount()).isEqualTo(3);
        assertThat(segment.status().lastProcess()).isEqualTo((int) peer.pid());
        assertThat(segment.status().lastDetachTime()).isNull();
        assertThat(peer.ask("detach")).isEqualTo("detached");
        assertThat(segment.status().attachCount()).isEqualTo(2);
        assertThat(segment.status().lastDetachTime()).isNotNull();
        assertThat(memory.isOpen()).isTrue();
    }

    @Test
    @Conforms("shmdt01")
    void closingTheMemoryDetachesTheSegment() {
        SysvSharedMemory segment = segments.create(SIZE);
        try (MappedMemory memory = segment.attach()) {
            write(memory, 0, "it stays");
            assertThat(segment.status().attachCount()).isEqualTo(1);
        }
        awaitDetached(segment);
        assertThat(read(attached(segment), 0, 8)).isEqualTo("it stays");
    }

    @Test
    @Conforms("shmdt01")
    void aCloseDetachesAtOnceWhereTheBindingCanTakeBuffersBack() {
        SysvSharedMemory segment = segments.create(SIZE);
        MappedMemory memory = attached(segment);
        ByteBuffer bytes = memory.bytes();
        memory.close();
        memory.close();
        assertThatIllegalStateException().isThrownBy(() -> memory.bytes());
        if (memory.unmapsAtClose()) {
            assertThat(segment.status().attachCount()).isZero();
            assertThatIllegalStateException().isThrownBy(() -> bytes.get(0));
        } else {
            assertThat(segment.status().attachCount()).isEqualTo(1);
            assertThat(bytes.get(0)).as("still there, since it is reachable").isZero();
        }
    }

    @Test
    void aProcessThatIsKilledDetaches() {
        SysvSharedMemory segment = segments.create(SIZE);
        RunningProgram peer = attachedPeer(segment);
        assertThat(peer.ask("write 0 its bytes stay")).isEqualTo("written");
        assertThat(segment.status().attachCount()).isEqualTo(1);
        peer.kill();
        awaitAttachCount(segment, 0);
        assertThat(read(attached(segment), 0, 14)).isEqualTo("its bytes stay");
    }

    @Test
    void aSegmentThatIsRemovedStaysForThoseWhoHaveItAttached() {
        SysvSharedMemory segment = segments.create(SIZE);
        MappedMemory memory = attached(segment);
        RunningProgram peer = attachedPeer(segment);
        segment.remove();
        assertThat(segment.status().markedForDestruction()).isTrue();
        assertThat(segment.status().key()).isEqualTo(IpcKey.PRIVATE);
        assertThat(segment.status().permissions().mode()).isEqualTo(0600);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> SysvSharedMemory.open(segment.key()))
                .withMessageContaining("ENOENT");
        SysvSharedMemory another =
                SysvSharedMemory.builder(segment.key()).size(1).create();
        assertThat(another.id()).isNotEqualTo(segment.id());

        write(memory, 0, "still");
        assertThat(peer.ask("read 0 5")).isEqualTo("still");
        MappedMemory late = attached(SysvSharedMemory.openById(segment.id()));
        assertThat(read(late, 0, 5)).isEqualTo("still");
        segment.remove();

        late.close();
        memory.close();
        peer.kill();
        Bounds.await("the segment is gone").until(() -> {
            System.gc();
            return SysvSharedMemory.list().stream().noneMatch(each -> each.id() == segment.id());
        });
        assertThatExceptionOfType(SegmentRemovedException.class)
                .isThrownBy(segment::attach)
                .withMessageStartingWith("shmat(" + segment.name() + "): EINVAL")
                .withMessageContaining("The shared memory segment was removed, with all that was in it.");
    }

    @Test
    void aPrivateSegmentIsSharedByItsIdentifierAndByInheritance() {
        SysvSharedMemory ours = segments.createPrivate(SIZE);
        MappedMemory memory = attached(ours);
        RunningProgram peer = segments.closing(peer(segments.key()));
        assertThat(peer.ask("use " + ours.id())).isEqualTo("used");
        assertThat(peer.ask("attach")).isEqualTo("attached");
        assertThat(peer.ask("child 16 from its child")).isEqualTo("written");
        assertThat(read(memory, 16, 14)).isEqualTo("from its child");

        SysvSharedMemory theirs =
                segments.removing(SysvSharedMemory.openById(Integer.parseInt(peer.ask("private 200"))));
        assertThat(theirs.size()).isEqualTo(200);
        write(attached(theirs), 0, "for the parent");
        assertThat(peer.ask("attach")).isEqualTo("attached");
        assertThat(peer.ask("read 0 14")).isEqualTo("for the parent");
    }

    @Test
    void aSegmentWhoseIdentifierHasAnotherSizeIsNotMistakenForTheFormerOne() {
        SysvSharedMemory segment = segments.createPrivate(SIZE);
        SysvSharedMemory former =
                new SysvSharedMemory(Libc.get().sysvMemory(), segment.id(), segment.key(), 2L * SIZE, false, null);
        assertThatExceptionOfType(SegmentRemovedException.class).isThrownBy(former::attach);
        assertThat(segment.status().attachCount()).isZero();
    }

    private SysvSharedMemory createUnlessTooLargeForTheMachine(long size) {
        try {
            return segments.createPrivate(size);
        } catch (ErrnoException e) {
            assumeTrue(e.errno() != Errno.ENOMEM, "the kernel does not commit " + size + " bytes here");
            throw e;
        }
    }

    @Test
    void aSegmentMayHaveMoreBytesThanABufferHas() {
        long size = (1L << 31) + 4096;
        MappedMemory memory = attached(createUnlessTooLargeForTheMachine(size));
        assertThat(memory.size()).isEqualTo(size);
        memory.setLong(size - Long.BYTES, 4711);
        assertThat(memory.bytes(size - Long.BYTES, Long.BYTES).getLong(0)).isEqualTo(4711);
        assertThatIllegalStateException().isThrownBy(memory::bytes).withMessageContaining("" + size);
    }

    @Test
    @Conforms("shmdt02")
    void whatIsNotAttachedIsNotDetached() {
        NativeMemory none = NativeMemory.allocate(1);
        assertThat(Libc.get().sysvMemory().shmdt(none.address())).isEqualTo(-Errno.EINVAL.number());
        assertThat(Libc.get().sysvMemory().shmdt(0)).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    @Conforms("shmctl01")
    void eachProcessThatAttachesIsCounted() {
        SysvSharedMemory segment = segments.create(SIZE);
        List<RunningProgram> peers = new ArrayList<>();
        for (int count = 1; count <= 4; count++) {
            peers.add(attachedPeer(segment));
            assertThat(segment.status().attachCount()).isEqualTo(count);
        }
        assertThat(SysvSharedMemory.list())
                .filteredOn(each -> each.id() == segment.id())
                .extracting(SysvSharedMemoryStatus::attachCount)
                .containsExactly(4L);
        for (int count = 3; count >= 0; count--) {
            assertThat(peers.get(count).ask("detach")).isEqualTo("detached");
            assertThat(segment.status().attachCount()).isEqualTo(count);
        }
    }
}
