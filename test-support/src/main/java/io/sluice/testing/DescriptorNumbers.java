package io.sluice.testing;

import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;

/** The numbers of descriptors, which only tests may see. */
public final class DescriptorNumbers {
    private DescriptorNumbers() {}

    /**
     * The number of an open descriptor.
     *
     * @param pollable a queue, a timer and so on
     * @return the number under {@code /proc/self/fd}
     */
    public static int of(Pollable pollable) {
        return ((OwnedFd) pollable.descriptor()).number();
    }
}
