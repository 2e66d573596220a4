package io.sluice.cli.overview;

import io.sluice.cli.overview.Target.Space;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code /proc/PID/maps} about shared memory with a name. The name says nothing: the C library makes a semaphore under
 * another one, and links it.
 */
record Mapping(long from, long to, Target target) {
    private static final int PATH = 5;
    private static final String SYSV = "SYSV";

    /** Null if the memory is private or has no name. */
    static @Nullable Mapping parsed(String line) {
        int path = line.indexOf('/');
        // The permissions are behind the first blank; the last of them is s or p.
        int permissions = line.indexOf(' ') + 1;
        if (path < 0 || line.charAt(permissions + 3) != 's') {
            return null;
        }
        String[] columns = line.split(" +", PATH + 1);
        String[] range = columns[0].split("-", -1);
        long inode = Long.parseLong(columns[4]);
        Target target = line.startsWith("/" + SYSV, path)
                ? Target.sysv(Space.SYSV_MEMORY, (int) inode) // the kernel keeps the identifier there
                : new Target(Space.FILE, device(columns[3]), inode);
        return new Mapping(Long.parseUnsignedLong(range[0], 16), Long.parseUnsignedLong(range[1], 16), target);
    }

    /** A device as {@code stat} encodes it. */
    private static long device(String majorAndMinor) {
        int colon = majorAndMinor.indexOf(':');
        long major = Long.parseLong(majorAndMinor.substring(0, colon), 16);
        long minor = Long.parseLong(majorAndMinor.substring(colon + 1), 16);
        return (minor & 0xff) | ((major & 0xfff) << 8) | ((minor & ~0xffL) << 12) | ((major & ~0xfffL) << 32);
    }

    boolean contains(long address) {
        return Long.compareUnsigned(address, from) >= 0 && Long.compareUnsigned(address, to) < 0;
    }
}
