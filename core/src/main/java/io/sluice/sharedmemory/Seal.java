package io.sluice.sharedmemory;

import io.sluice.libc.FileConstants;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can no longer be done with shared memory that has no name. A seal stays until the end of the memory, and holds for every
 * process.
 *
 * @see "F_ADD_SEALS(2const)"
 */
public enum Seal {
    /** No seal can be added. */
    SEAL(FileConstants.F_SEAL_SEAL),
    /** The memory does not become shorter. So a mapping of it cannot be cut. */
    SHRINK(FileConstants.F_SEAL_SHRINK),
    /** The memory does not become longer. */
    GROW(FileConstants.F_SEAL_GROW),
    /** Nobody changes the bytes. The kernel refuses it ({@code EBUSY}) while a mapping is there that could. */
    WRITE(FileConstants.F_SEAL_WRITE),
    /** Nobody changes the bytes, but through the mappings that there are already. */
    FUTURE_WRITE(FileConstants.F_SEAL_FUTURE_WRITE);

    private final int bit;

    Seal(int bit) {
        this.bit = bit;
    }

    static Set<Seal> ofBits(int bits) {
        Set<Seal> seals = EnumSet.noneOf(Seal.class);
        for (Seal seal : values()) {
            if ((bits & seal.bit) != 0) {
                seals.add(seal);
            }
        }
        return seals;
    }

    static int bits(Set<Seal> seals) {
        return seals.stream().mapToInt(seal -> seal.bit).reduce(0, (all, bit) -> all | bit);
    }
}
