package io.sluice.files;

import io.sluice.errno.Errno;
import io.sluice.libc.FileCalls;

/** Makes files longer, with memory behind each byte. So a full file system is an error here, and not at a later store to a page. */
public final class FileReservation {
    private FileReservation() {}

    /**
     * Makes a file longer. Where a signal of somebody else has interrupted that, as it does on tmpfs of older kernels,
     * the kernel has given back what it had reserved until then, and is asked again.
     *
     * @param files the binding
     * @param number the descriptor, open for writing
     * @param from where the reserved bytes begin
     * @param to where they end, which is at least the size of the file behind this
     * @return 0, or the negated error
     * @see "fallocate(2)"
     */
    public static int make(FileCalls files, int number, long from, long to) {
        int result;
        do {
            result = files.fallocate(number, 0, from, to - from);
        } while (result == -Errno.EINTR.number());
        return result;
    }
}
