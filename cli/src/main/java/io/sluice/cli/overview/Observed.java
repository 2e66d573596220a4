package io.sluice.cli.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an object itself tells.
 *
 * @param target how to find its users; null if it went meanwhile, or its place is not known
 * @param attached how often the kernel says that it is attached; null if it does not count
 * @param waiting how many threads the kernel says to wait for it; null if it does not count
 */
record Observed(
        ObjectIdentity identity,
        Fill fill,
        @Nullable Target target,
        @Nullable Instant lastSendTime,
        @Nullable Instant lastReceiveTime,
        @Nullable Long attached,
        @Nullable Long waiting) {
    static Observed file(ObjectKind kind, String name, @Nullable Target target, Fill fill) {
        long inode = target == null ? 0 : target.number();
        return new Observed(new ObjectIdentity(kind, name, null, inode), fill, target, null, null, null, null);
    }

    /** The name of the file without its folder, by which descriptors and mappings are sorted out. */
    String fileName() {
        String name = identity.name();
        String file = name.substring(name.lastIndexOf('/') + 1);
        return identity.kind() == ObjectKind.POSIX_SEMAPHORE ? "sem." + file : file;
    }
}
