package io.sluice.files;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** The mode of what another process may be making at this moment: it makes the object, and sets the mode by a second call. */
public final class SettledMode {
    private static final long CREATOR_TAKES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private SettledMode() {}

    /**
     * Waits for the second call, as long as the mode may be the one between the two: what was asked for without the bits of the
     * creator's umask.
     *
     * @param asked the permission bits that were asked for
     * @param look looks for the permission bits; a negative number where the object is gone
     * @return what was found last
     */
    public static int await(int asked, IntSupplier look) {
        long start = System.nanoTime();
        int found = look.getAsInt();
        while (isPartOf(asked, found) && System.nanoTime() - start < CREATOR_TAKES_NANOS) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            found = look.getAsInt();
        }
        return found;
    }

    private static boolean isPartOf(int asked, int found) {
        return found != asked && (found & ~asked) == 0;
    }
}
