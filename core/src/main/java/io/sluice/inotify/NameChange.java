package io.sluice.inotify;

import io.sluice.libc.InotifyConstants;
import java.util.Set;

/**
 * What may happen to a name in a folder.
 *
 * <pre>{@code
 * FolderWatch watch = FolderWatch.open(Path.of("/dev/shm"), NameChange.APPEARS);
 * }</pre>
 *
 * @see "inotify(7)"
 */
public enum NameChange {
    /** A file, folder, link or queue of this name was created, which may be empty yet ({@code IN_CREATE}). */
    CREATED(InotifyConstants.IN_CREATE),
    /** Something was renamed to this name, or moved into the folder ({@code IN_MOVED_TO}). */
    MOVED_IN(InotifyConstants.IN_MOVED_TO),
    /** A process has closed the file, which it had open for writing ({@code IN_CLOSE_WRITE}). */
    WRITTEN(InotifyConstants.IN_CLOSE_WRITE),
    /** Mode, owner, times or the number of links have changed ({@code IN_ATTRIB}). */
    ATTRIBUTES(InotifyConstants.IN_ATTRIB),
    /** The name was removed ({@code IN_DELETE}). */
    DELETED(InotifyConstants.IN_DELETE),
    /** It was renamed to another name, or moved out of the folder ({@code IN_MOVED_FROM}). */
    MOVED_OUT(InotifyConstants.IN_MOVED_FROM);

    /** The changes by which a name comes to be there. */
    public static final Set<NameChange> APPEARS = Set.of(CREATED, MOVED_IN);

    /** The changes by which a name ceases to be there. */
    public static final Set<NameChange> VANISHES = Set.of(DELETED, MOVED_OUT);

    private final int bit;

    NameChange(int bit) {
        this.bit = bit;
    }

    /** The bits of the kernel's mask. */
    static int mask(Set<NameChange> changes) {
        int mask = 0;
        for (NameChange change : changes) {
            mask |= change.bit;
        }
        return mask;
    }

    /** Whether an event's mask says this. */
    boolean isIn(int mask) {
        return (mask & bit) != 0;
    }
}
