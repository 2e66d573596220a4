package io.sluice.mapping.internal;

import io.sluice.errno.Errno;
import io.sluice.libc.FutexCalls;
import io.sluice.libc.Libc;

/**
 * Looks at words right before they are compared and set. A compare-and-set ends the JVM where it is interpreted and the memory was
 * cut off. The caller has read the word, and a read fails there. But JDK 17 may throw the error of a read only later, so the
 * kernel is asked there, for as long as the compare-and-set may be interpreted.
 *
 * <p>May be used from any thread.
 */
public final class EarlyLooks {
    private static final boolean LATE_ERRORS = Runtime.version().feature() < 22;
    /** Behind so many, each method on the way is compiled. */
    private static final int ENOUGH = 100_000;

    private final FutexCalls futexes = Libc.get().futexes();
    /** Not exact where several threads count. */
    private int looks;

    /** Begins to count. */
    public EarlyLooks() {}

    /**
     * Looks at a word.
     *
     * @param address where the word is, mapped for as long as this takes
     * @throws InternalError if it was cut off, as a read throws it
     */
    public void look(long address) {
        if (LATE_ERRORS && looks < ENOUGH) {
            looks++;
            if (!isThere(futexes, address)) {
                throw new InternalError("the memory was cut off");
            }
        }
    }

    /** Asks the kernel whether a byte can be read. */
    static boolean isThere(FutexCalls futexes, long address) {
        return futexes.futexWake(address & -Integer.BYTES, 0) != -Errno.EFAULT.number();
    }
}
