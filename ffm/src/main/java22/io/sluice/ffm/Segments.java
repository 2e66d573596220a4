package io.sluice.ffm;

import io.sluice.libc.MappedBytes;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.internal.MappingAccess;
import java.lang.foreign.MemorySegment;

/**
 * Shared memory as segments, for JDK 22 and later. A segment reaches memory beyond 2 GiB, which no buffer does.
 *
 * <pre>{@code
 * MemorySegment prices = Segments.of(memory);
 * long last = prices.getAtIndex(ValueLayout.JAVA_LONG, 7);
 * }</pre>
 *
 * <p>A close of the memory ends access through its segments: it is an {@link IllegalStateException} then. Where another process
 * truncates what is mapped, access is an {@link InternalError}; a C function that gets such a segment ends the JVM.
 */
public final class Segments {
    private Segments() {}

    /**
     * All of the memory.
     *
     * @param memory the memory
     * @return a segment of its size, which any thread may use; read-only where the memory is
     * @throws IllegalStateException if the memory is closed; or if it has more than 2147483639 bytes and this JVM was told to use
     *     JNA ({@code -Dio.sluice.libc=jna})
     */
    public static MemorySegment of(MappedMemory memory) {
        MappedBytes mapped = MappingAccess.region(memory).mapped();
        if (!memory.isOpen() || !(mapped instanceof FfmMappedBytes)) {
            return MemorySegment.ofBuffer(memory.bytes());
        }
        MemorySegment segment = ((FfmMappedBytes) mapped).segment();
        return memory.isReadOnly() ? segment.asReadOnly() : segment;
    }
}
