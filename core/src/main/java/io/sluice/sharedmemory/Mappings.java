package io.sluice.sharedmemory;

import io.sluice.libc.Libc;
import io.sluice.libc.MemoryCalls;
import io.sluice.libc.MemoryConstants;
import io.sluice.mapping.internal.MappedRegion;

/** Maps the memory of open files. */
final class Mappings {
    private Mappings() {}

    static long checkSize(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("size must be at least 1 byte, but was " + bytes);
        }
        return bytes;
    }

    /**
     * Maps a range of an open file.
     *
     * @param begin where the mapping begins, at a page
     * @param behind how many bytes behind that the memory begins
     */
    static MappedRegion.Builder of(
            int number, String object, long begin, int behind, long size, boolean readOnly, int sharing) {
        MemoryCalls calls = Libc.get().memory();
        int protection = MemoryConstants.PROT_READ | (readOnly ? 0 : MemoryConstants.PROT_WRITE);
        long mapped = behind + size;
        long address = calls.mmap(0, mapped, protection, sharing, number, begin);
        if (address < 0) {
            throw MapErrors.map(object, (int) -address, size);
        }
        return MappedRegion.of(address + behind, size, object, () -> calls.munmap(address, mapped))
                .readOnly(readOnly);
    }
}
