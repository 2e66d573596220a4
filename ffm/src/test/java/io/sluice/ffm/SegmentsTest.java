package io.sluice.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.mapping.MappedMemory;
import io.sluice.sharedmemory.MappedFile;
import io.sluice.sharedmemory.SharedMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shared memory as segments. */
class SegmentsTest {
    @Test
    void aSegmentHasTheBytesOfTheMemoryUntilItsClose() {
        SharedMemory shared = SharedMemory.anonymous("segments").size(4096).create();
        MappedMemory memory = shared.memory();
        MemorySegment segment = Segments.of(memory);
        assertThat(segment.byteSize()).isEqualTo(4096);
        segment.set(ValueLayout.JAVA_INT, 8, 17);
        assertThat(memory.getInt(8)).isEqualTo(17);
        shared.close();
        assertThatIllegalStateException().isThrownBy(() -> segment.get(ValueLayout.JAVA_INT, 8));
        assertThatIllegalStateException().isThrownBy(() -> Segments.of(memory));
    }

    @Test
    void aSegmentReachesBeyondTwoGibibytesAndIsReadOnlyWhereTheMemoryIs(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large");
        long size = 3L << 30;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {5}), size - 1);
        }
        try (MappedFile mapped = MappedFile.builder(file).readOnly().open()) {
            MemorySegment segment = Segments.of(mapped.memory());
            assertThat(segment.byteSize()).isEqualTo(size);
            assertThat(segment.get(ValueLayout.JAVA_BYTE, size - 1)).isEqualTo((byte) 5);
            assertThat(segment.isReadOnly()).isTrue();
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
        }
    }
}
