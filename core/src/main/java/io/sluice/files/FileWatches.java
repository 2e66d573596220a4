package io.sluice.files;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.InotifyCalls;
import io.sluice.libc.InotifyConstants;
import io.sluice.libc.InotifyLayouts;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The inotify instance of one event loop, and who watches which file with it. An instance has one watch for each file,
 * however many watchers it has. They learn that something has changed, and look for themselves what that is. On the loop's
 * thread only.
 */
public final class FileWatches implements Pollable, ReadinessHandler {
    /** What {@link #add} gives where the kernel refuses a watch. */
    public static final int NO_NUMBER = -1;

    /** Is notified of one file. On the loop's thread. */
    public interface Watcher {
        /** Something of the file may have changed. */
        void changed();

        /** The kernel watches the file no longer: the file or its file system is gone. */
        void watchEnded();

        /** The loop was closed, and the watch with it. */
        void loopClosed();
    }

    private static final Map<EventLoop, FileWatches> OF_LOOP = new ConcurrentHashMap<>();
    /** As many events as are looked at before the loop's other descriptors. */
    private static final int MEMORY_SIZE = 64 * InotifyLayouts.INOTIFY_EVENT_SIZE;

    private final EventLoop loop;
    private final InotifyCalls libc;
    private final FileCalls files;
    private final OwnedFd inotify;
    private final NativeMemory memory;
    private final Map<Integer, List<Watcher>> byNumber = new HashMap<>();

    private FileWatches(EventLoop loop, InotifyCalls libc, FileCalls files, OwnedFd inotify, NativeMemory memory) {
        this.loop = loop;
        this.libc = libc;
        this.files = files;
        this.inotify = inotify;
        this.memory = memory;
    }

    /**
     * Those of a loop, on whose thread this is.
     *
     * @param loop the loop
     * @return its watches; null where the kernel gives no instance
     */
    public static @Nullable FileWatches of(EventLoop loop) {
        FileWatches found = OF_LOOP.get(loop);
        return found != null ? found : open(loop);
    }

    private static @Nullable FileWatches open(EventLoop loop) {
        InotifyCalls libc = Libc.get().inotify();
        FileCalls files = Libc.get().files();
        NativeMemory memory = NativeMemory.allocate(MEMORY_SIZE); // first: it may fail, and a descriptor would stay
        String description = "file watches of " + loop;
        int number = libc.inotifyInit1(InotifyConstants.IN_NONBLOCK | InotifyConstants.IN_CLOEXEC);
        if (number < 0) {
            return null;
        }
        OwnedFd inotify = OwnedFd.part(files, number, description);
        try {
            return register(new FileWatches(loop, libc, files, inotify, memory));
        } catch (Throwable noRoom) {
            inotify.close();
            throw noRoom;
        }
    }

    /** The loop has them only once somebody reads what they bring. */
    private static @Nullable FileWatches register(FileWatches opened) {
        opened.loop.register(opened, opened).interest(Interest.READ);
        if (!opened.inotify.isOpen()) {
            return null; // the kernel has refused to watch the instance itself
        }
        OF_LOOP.put(opened.loop, opened);
        return opened;
    }

    /**
     * Watches a file that is open.
     *
     * @param watcher is notified
     * @param fd the open file
     * @param mask {@code IN_*}, the changes
     * @return the number of the kernel's watch, or {@link #NO_NUMBER} where the kernel refuses to watch the file
     */
    public int add(Watcher watcher, OwnedFd fd, int mask) {
        if (!fd.acquire()) {
            return NO_NUMBER;
        }
        try {
            // The descriptor's own entry leads to the file even if its name is gone or belongs to another file.
            return add(watcher, "/proc/self/fd/" + fd.number(), mask);
        } finally {
            fd.release();
        }
    }

    /**
     * Watches a file.
     *
     * @param watcher is notified
     * @param path the path of the file
     * @param mask {@code IN_*}, the changes
     * @return the number of the kernel's watch, or {@link #NO_NUMBER} where the kernel refuses to watch the file
     */
    public int add(Watcher watcher, String path, int mask) {
        if (!inotify.isOpen()) {
            return NO_NUMBER;
        }
        // Added, since the file may have watchers that wait for other changes.
        int result = libc.inotifyAddWatch(inotify.number(), path, mask | InotifyConstants.IN_MASK_ADD);
        if (result < 0) {
            return NO_NUMBER;
        }
        byNumber.computeIfAbsent(result, number -> new ArrayList<>(1)).add(watcher);
        return result;
    }

    /**
     * Ends a watch. Does nothing where the kernel has ended it.
     *
     * @param watcher who watches
     * @param number what {@link #add} has given
     */
    public void remove(Watcher watcher, int number) {
        List<Watcher> watching = byNumber.get(number);
        if (watching != null && watching.remove(watcher) && watching.isEmpty()) {
            byNumber.remove(number);
            libc.inotifyRmWatch(inotify.number(), number);
        }
    }

    @Override
    public void onReady() {
        // One read: behind this, the loop's other descriptors come first.
        long length = files.read(inotify.number(), memory.address(), MEMORY_SIZE);
        memory.keepAlive();
        int at = 0;
        while (at + InotifyLayouts.INOTIFY_EVENT_SIZE <= length) {
            int number = memory.bytes().getInt(at + InotifyLayouts.INOTIFY_EVENT_WD);
            int mask = memory.bytes().getInt(at + InotifyLayouts.INOTIFY_EVENT_MASK);
            at += InotifyLayouts.INOTIFY_EVENT_SIZE + memory.bytes().getInt(at + InotifyLayouts.INOTIFY_EVENT_LEN);
            take(number, mask);
        }
    }

    private void take(int number, int mask) {
        if ((mask & InotifyConstants.IN_Q_OVERFLOW) != 0) {
            List.copyOf(byNumber.values()).forEach(FileWatches::notifyAllOf);
        } else if ((mask & InotifyConstants.IN_IGNORED) != 0) {
            // The answer to a removal, for which nobody is left here; or the kernel has ended the watch by itself.
            List<Watcher> watching = byNumber.remove(number);
            if (watching != null) {
                watching.forEach(Watcher::watchEnded);
            }
        } else {
            notifyAllOf(byNumber.getOrDefault(number, List.of()));
        }
    }

    /** A watcher may end its watch meanwhile. */
    private static void notifyAllOf(List<Watcher> watching) {
        List.copyOf(watching).forEach(Watcher::changed);
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        OF_LOOP.remove(loop, this);
        byNumber.values().forEach(watched -> watched.forEach(Watcher::loopClosed));
        byNumber.clear();
        inotify.close();
    }

    @Override
    public Descriptor descriptor() {
        return inotify;
    }
}
