package io.sluice.libc;

/** Calls that watch files for changes. Results and pointers are as {@link Libc} says. */
public interface InotifyCalls {
    /**
     * Makes an inotify instance, which is read for its events.
     *
     * @param flags {@code IN_NONBLOCK}, {@code IN_CLOEXEC} or 0
     * @return a descriptor, or the negated error
     * @see "inotify_init1(2)"
     */
    int inotifyInit1(int flags);

    /**
     * Watches a file, or changes which events an existing watch of this file reports.
     *
     * @param fd the inotify instance
     * @param path the path of the file
     * @param mask {@code IN_*}
     * @return the number of the watch, or the negated error
     * @see "inotify_add_watch(2)"
     */
    int inotifyAddWatch(int fd, String path, int mask);

    /**
     * Ends a watch; an {@code IN_IGNORED} event follows.
     *
     * @param fd the inotify instance
     * @param watch the number of the watch
     * @return 0, or the negated error
     * @see "inotify_rm_watch(2)"
     */
    int inotifyRmWatch(int fd, int watch);
}
