package io.sluice.libc.jna;

import static io.sluice.libc.jna.CLibrary.result;

import com.sun.jna.Function;
import io.sluice.libc.InotifyCalls;

/** Watches of files, on JNA. */
final class JnaInotifyCalls implements InotifyCalls {
    private static final Function INOTIFY_ADD_WATCH = CLibrary.function("inotify_add_watch");

    static final DirectMapping<Direct> DIRECT = new DirectMapping<>(Direct.class, Direct::new);

    @Override
    public int inotifyInit1(int flags) {
        return result(DIRECT.calls().inotify_init1(flags));
    }

    @Override
    public int inotifyAddWatch(int fd, String path, int mask) {
        return result(INOTIFY_ADD_WATCH.invokeInt(new Object[] {fd, path, mask}));
    }

    @Override
    public int inotifyRmWatch(int fd, int watch) {
        return result(DIRECT.calls().inotify_rm_watch(fd, watch));
    }

    /** What is mapped directly. */
    static final class Direct {
        private Direct() {}

        native int inotify_init1(int flags);

        native int inotify_rm_watch(int fd, int watch);
    }
}
