package io.sluice.mapping;

import io.sluice.mapping.internal.MappedRegion;
import io.sluice.mapping.internal.MappingAccess;
import io.sluice.memory.NativeMemory;

/** Memory that no other process sees, for states that are made by the thousand: a part of one piece, used again and again. */
public final class StressedMemory {
    private StressedMemory() {}

    /**
     * Makes a region of memory that is never given back.
     *
     * @param size its size in bytes
     * @return the region, full of zeros
     */
    public static MappedRegion region(int size) {
        NativeMemory memory = NativeMemory.allocate(size);
        return MappedRegion.of(memory.address(), size, "stressed", memory::keepAlive)
                .part()
                .build();
    }

    /**
     * Makes memory of it.
     *
     * @param size its size in bytes
     * @return the memory, full of zeros
     */
    public static MappedMemory memory(int size) {
        return MappingAccess.memory(MappedMemory.class, region(size));
    }
}
