package io.sluice.cli;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.util.function.Function;

/** Opens for more than is needed where that is allowed. */
final class AllowedAccess {
    private AllowedAccess() {}

    /** Opens with the second access where the first is denied ({@code EACCES}). */
    static <A, Q> Q open(Function<A, Q> open, A preferred, A otherwise) {
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
