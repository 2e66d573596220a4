package io.sluice.cli.doctor;

import java.util.List;

/** Looks at one area of the machine. It changes nothing, and what it creates in order to look is gone when it returns. */
interface Check {
    /** Names the area where it cannot be looked at. */
    String area();

    /**
     * Looks now.
     *
     * @throws io.sluice.errno.ErrnoException if the kernel refuses what the area is about
     * @throws RuntimeException if it cannot be looked at here
     */
    List<Finding> findings();
}
