package io.sluice.inotify;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;

/** The watched folder was deleted, moved or unmounted, so nothing in it is reported any more ({@code ENOENT}). */
public final class FolderGoneException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    FolderGoneException(String folder, String whatHappened) {
        super("read", folder, Errno.ENOENT, "The folder was " + whatHappened + ". Watch it again where it is now.");
    }
}
