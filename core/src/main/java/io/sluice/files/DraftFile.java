package io.sluice.files;

import io.sluice.errno.Errno;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.FileLayouts;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes a file under another name first, the draft, and links it to its own name once it is whole. So nobody opens half of one,
 * and a name that is taken stays as it is.
 */
public final class DraftFile {
    private static final int DRAFT_MODE = 0600;
    private static final int RADIX = 36;

    /** What makes an empty file whole. */
    @FunctionalInterface
    public interface Content {
        /**
         * Fills the file.
         *
         * @param number the descriptor, open for reading and writing
         * @return 0, or the negated error
         */
        int fill(int number);
    }

    private DraftFile() {}

    /**
     * Makes a file.
     *
     * @param files the binding
     * @param drafts how the path of a draft begins
     * @param path the path of the file
     * @param mode its permission bits, whatever the umask
     * @param content what is in it
     * @return the descriptor, open for reading and writing; or the negated error, {@code EEXIST} where the name is taken
     */
    public static int create(FileCalls files, String drafts, String path, int mode, Content content) {
        String draft;
        int number;
        do {
            draft = drafts + Integer.toString(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE), RADIX);
            number = files.open(
                    draft, flags(FileConstants.O_RDWR) | FileConstants.O_CREAT | FileConstants.O_EXCL, DRAFT_MODE);
        } while (number == -Errno.EEXIST.number());
        if (number < 0) {
            return number;
        }
        int result;
        try {
            result = fillAndLink(files, number, draft, path, mode, content);
        } catch (Throwable noRoom) {
            files.close(number);
            throw noRoom;
        }
        if (result < 0) {
            files.close(number);
            return result;
        }
        return number;
    }

    private static int fillAndLink(FileCalls files, int number, String draft, String path, int mode, Content content) {
        try {
            int result = content.fill(number);
            result = result < 0 ? result : files.fchmod(number, mode);
            return result < 0 ? result : files.link(draft, path);
        } finally {
            files.unlink(draft);
        }
    }

    /**
     * How such a file is opened: without following a symbolic link, and without waiting, since what has the name may be a FIFO.
     *
     * @param access {@code O_RDWR} or {@code O_RDONLY}
     * @return {@code O_*}
     */
    public static int flags(int access) {
        return access | FileConstants.O_CLOEXEC | FileConstants.O_NONBLOCK | FileLayouts.CURRENT.oNofollow();
    }
}
