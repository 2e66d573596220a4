package io.sluice.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.libc.Libc;
import io.sluice.libc.MemoryConstants;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.mapping.internal.MappingAccess;
import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.LeakReports;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory of this process alone, for what does not depend on what is mapped. */
class MappedMemoryTest {
    private static final int PAGE = 4096;
    private static final int READ_AND_WRITE = MemoryConstants.PROT_READ | MemoryConstants.PROT_WRITE;
    private static final int ANONYMOUS = MemoryConstants.MAP_PRIVATE | MemoryConstants.MAP_ANONYMOUS;
    private static final int NO_RESERVE = 0x4000;

    private final AtomicInteger released = new AtomicInteger();

    private MappedRegion.Builder region(long size, int protection) {
        long address = Libc.get().memory().mmap(0, size, protection, ANONYMOUS | NO_RESERVE, -1, 0);
        assertThat(address).isPositive();
        AtomicInteger count = released;
        return MappedRegion.of(address, size, "test memory", () -> {
            count.incrementAndGet();
            Libc.get().memory().munmap(address, size);
        });
    }

    private void awaitReleased() {
        Bounds.await("munmap").until(() -> {
            LeakReports.collectGarbage();
            return released.get() == 1;
        });
    }

    private MappedMemory memory(long size) {
        return MappingAccess.memory(
                MappedMemory.class, region(size, READ_AND_WRITE).build());
    }

    @Test
    void wordsOf32BitsAreReadWrittenAndChanged() {
        try (MappedMemory memory = memory(PAGE)) {
            memory.setInt(PAGE - 4, 5);
            assertThat(memory.addToInt(PAGE - 4, -7)).isEqualTo(5);
            assertThat(memory.getInt(PAGE - 4)).isEqualTo(-2);
            assertThat(memory.compareAndSetInt(PAGE - 4, 5, 9)).isFalse();
            assertThat(memory.compareAndSetInt(PAGE - 4, -2, 9)).isTrue();
            assertThat(memory.bytes().getInt(PAGE - 4)).isEqualTo(9);
            memory.setInt(0, Integer.MAX_VALUE);
            assertThat(memory.addToInt(0, 1)).isEqualTo(Integer.MAX_VALUE);
            assertThat(memory.getInt(0)).isEqualTo(Integer.MIN_VALUE);
        }
    }

    @Test
    void wordsOf64BitsAreReadWrittenAndChanged() {
        try (MappedMemory memory = memory(PAGE)) {
            memory.setLong(PAGE - 8, 5);
            assertThat(memory.addToLong(PAGE - 8, 1L << 40)).isEqualTo(5);
            assertThat(memory.getLong(PAGE - 8)).isEqualTo(5 + (1L << 40));
            assertThat(memory.compareAndSetLong(PAGE - 8, 5, 9)).isFalse();
            assertThat(memory.compareAndSetLong(PAGE - 8, 5 + (1L << 40), 9)).isTrue();
            assertThat(memory.bytes(PAGE - 8, 8).getLong(0)).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -4, PAGE - 3, PAGE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32})
    void aWordOutsideIsRefused(long offset) {
        try (MappedMemory memory = memory(PAGE)) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> memory.getInt(offset));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> memory.setInt(offset, 1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> memory.addToLong(offset, 1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> memory.compareAndSetLong(offset, 0, 1));
        }
    }

    @Test
    void aWordThatIsNotAlignedIsRefused() {
        try (MappedMemory memory = memory(PAGE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory.getInt(2))
                    .withMessage("the offset of a word of 32 bits must be a multiple of 4, but was 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memory.setLong(4, 1))
                    .withMessage("the offset of a word of 64 bits must be a multiple of 8, but was 4");
        }
    }

    @Test
    void partsAreBuffersOfTheirOwnInNativeOrder() {
        try (MappedMemory memory = memory(PAGE)) {
            ByteBuffer part = memory.bytes(100, 20);
            part.putInt(1);
            assertThat(part.order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(memory.bytes(100, 20).position()).isZero();
            assertThat(memory.bytes().getInt(100)).isEqualTo(1);
            assertThat(memory.bytes(PAGE, 0).capacity()).isZero();
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> memory.bytes(PAGE - 3, 4));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> memory.bytes(-1, 1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> memory.bytes(0, -1));
        }
    }

    @Test
    void readOnlyMemoryRefusesToBeWritten() {
        try (MappedMemory memory = MappingAccess.memory(
                MappedMemory.class,
                region(PAGE, MemoryConstants.PROT_READ).readOnly(true).build())) {
            assertThat(memory.isReadOnly()).isTrue();
            assertThat(memory.getInt(0)).isZero();
            assertThat(memory.bytes().isReadOnly()).isTrue();
            assertThat(memory.bytes().order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(memory.bytes(8, 8).isReadOnly()).isTrue();
            assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> memory.setInt(0, 1));
            assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> memory.addToLong(0, 1));
        }
    }

    @Test
    void moreThanABufferHoldsIsReachedByPartsAndWords() {
        long size = (3L << 30) + 24;
        try (MappedMemory memory = memory(size)) {
            assertThatIllegalStateException()
                    .isThrownBy(memory::bytes)
                    .withMessageContaining("3221225496 bytes")
                    .withMessageContaining("2147483639")
                    .withMessageContaining("bytes(offset, length)");
            memory.setLong(size - 8, 11);
            memory.setInt(1L << 30, 12);
            memory.setInt((1L << 30) - 4, 13);
            memory.addToInt(1L << 31, 14);
            assertThat(memory.bytes(size - 24, 24).getLong(16)).isEqualTo(11);
            ByteBuffer across = memory.bytes((1L << 30) - 8, Integer.MAX_VALUE - 8);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> memory.bytes(0, Integer.MAX_VALUE - 7));
            assertThat(across.getInt(8)).isEqualTo(12);
            assertThat(across.getInt(4)).isEqualTo(13);
            assertThat(across.getInt((1 << 30) + 8)).isEqualTo(14);
        }
    }

    @Test
    void behindACloseWordsAndNewBuffersAreRefused() {
        MappedMemory memory = memory(PAGE);
        memory.close();
        memory.close();
        assertThat(memory.isOpen()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.getInt(0))
                .withMessage("test memory was closed, and its memory with it");
        assertThatIllegalStateException().isThrownBy(() -> memory.setLong(0, 1));
        assertThatIllegalStateException().isThrownBy(memory::bytes);
        assertThatIllegalStateException().isThrownBy(() -> memory.bytes(0, 1));
        assertThat(memory).hasToString("MappedMemory(test memory, 4096 bytes, closed)");
    }

    @Test
    @Conforms("munmap 1-2")
    void aBufferBehindACloseIsAnExceptionOrKeepsTheMemory() {
        MappedMemory memory = memory(PAGE);
        ByteBuffer slice = memory.bytes().put(7, (byte) 3).slice(4, 8);
        memory.close();
        if (memory.unmapsAtClose()) {
            assertThat(released).hasValue(1);
            assertThatIllegalStateException().isThrownBy(() -> slice.get(3));
            assertThatIllegalStateException().isThrownBy(() -> slice.put(3, (byte) 1));
        } else {
            LeakReports.collectGarbage();
            assertThat(released).hasValue(0);
            assertThat(slice.get(3)).isEqualTo((byte) 3);
        }
    }

    @Test
    void theLastBufferThatBecomesGarbageUnmapsClosedMemory() {
        MappedMemory memory = memory(PAGE);
        memory.bytes().asReadOnlyBuffer().slice(1, 2).get(0);
        memory.close();
        awaitReleased();
    }

    @Test
    void aCloseWaitsForTheCallThatUsesTheAddresses() {
        MappedMemory memory = memory(PAGE);
        assertThat(memory.region().acquire("futex")).isNotZero();
        memory.close();
        assertThat(memory.region().acquire()).isFalse();
        assertThat(released).hasValue(0);
        memory.region().release();
        awaitReleased();
    }

    @Test
    void droppedMemoryIsReportedAndUnmapped() {
        dropOne();
        assertThat(LeakReports.await("test memory").getMessage())
                .startsWith("test memory was never closed and is garbage now, so its memory is unmapped;");
        awaitReleased();
    }

    private void dropOne() {
        memory(PAGE).setInt(0, 1);
    }
}
