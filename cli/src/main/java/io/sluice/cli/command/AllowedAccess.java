package io.sluice.cli.command;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.util.function.Function;

/** Opens a queue with the access that its permissions allow. */
public final class AllowedAccess {
    private AllowedAccess() {}

    /**
     * Opens with the preferred access, and with the other one if the first is denied ({@code EACCES}).
     *
     * @param <A> the type of the access
     * @param <Q> the type of the queue
     * @param open opens the queue
     * @param preferred the access to try first
     * @param otherwise the access to try second
     * @return the open queue
     * @throws ErrnoException if the second access is denied, too, or if any other error occurs
     */
    public static <A, Q> Q open(Function<A, Q> open, A preferred, A otherwise) {
        try {
            return open.apply(preferred);
        } catch (ErrnoException refused) {
            if (refused.errno() != Errno.EACCES) {
                throw refused;
            }
            return open.apply(otherwise);
        }
    }
}
