package io.sluice.ffm;

import static io.sluice.ffm.CLibrary.INT;
import static io.sluice.ffm.CLibrary.POINTER;
import static io.sluice.ffm.CLibrary.function;
import static io.sluice.ffm.CLibrary.unexpected;
import static io.sluice.ffm.CapturedErrno.result;

import io.sluice.libc.InotifyCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Watches of files, on {@code java.lang.foreign}. */
final class FfmInotifyCalls implements InotifyCalls {
    @Override
    public int inotifyInit1(int flags) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.INOTIFY_INIT1.invokeExact(errno, flags), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int inotifyAddWatch(int fd, String path, int mask) {
        MemorySegment errno = CapturedErrno.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(path).address();
            return result((int) Handles.INOTIFY_ADD_WATCH.invokeExact(errno, fd, address, mask), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int inotifyRmWatch(int fd, int watch) {
        MemorySegment errno = CapturedErrno.ofThread();
        try {
            return result((int) Handles.INOTIFY_RM_WATCH.invokeExact(errno, fd, watch), errno);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Linked at the first call of one. */
    static final class Handles {
        static final MethodHandle INOTIFY_INIT1 = function("inotify_init1", INT, INT);
        static final MethodHandle INOTIFY_ADD_WATCH = function("inotify_add_watch", INT, INT, POINTER, INT);
        static final MethodHandle INOTIFY_RM_WATCH = function("inotify_rm_watch", INT, INT, INT);

        private Handles() {}
    }
}
