package io.sluice.mqueue;

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
 * The inotify instance of one event loop, and who watches what with it. An instance has one watch for each queue, however
 * many handles and streams there are of it. On the loop's thread only.
 */
final class UnlinkWatches implements Pollable, ReadinessHandler {
    private static final Map<EventLoop, UnlinkWatches> OF_LOOP = new ConcurrentHashMap<>();
    /** As many events as are looked at before the loop's other descriptors. */
    private static final int MEMORY_SIZE = 64 * InotifyLayouts.INOTIFY_EVENT_SIZE;

    private final EventLoop loop;
    private final InotifyCalls libc;
    private final FileCalls files;
    private final OwnedFd inotify;
    private final NativeMemory memory;
    private final Map<Integer, List<UnlinkWatch>> byNumber = new HashMap<>();

    private UnlinkWatches(EventLoop loop, InotifyCalls libc, FileCalls files, OwnedFd inotify, NativeMemory memory) {
        this.loop = loop;
        this.libc = libc;
        this.files = files;
        this.inotify = inotify;
        this.memory = memory;
    }

    /** Those of the loop, on whose thread this is; null where the kernel gives no instance. */
    static @Nullable UnlinkWatches of(EventLoop loop) {
        UnlinkWatches found = OF_LOOP.get(loop);
        return found != null ? found : open(loop);
    }

    private static @Nullable UnlinkWatches open(EventLoop loop) {
        InotifyCalls libc = Libc.get().inotify();
        FileCalls files = Libc.get().files();
        NativeMemory memory = NativeMemory.allocate(MEMORY_SIZE); // first: it may fail, and a descriptor would stay
        int number = libc.inotifyInit1(InotifyConstants.IN_NONBLOCK | InotifyConstants.IN_CLOEXEC);
        if (number < 0) {
            return null;
        }
        UnlinkWatches opened =
                new UnlinkWatches(loop, libc, files, OwnedFd.part(files, number, "unlink watches of " + loop), memory);
        OF_LOOP.put(loop, opened);
        loop.register(opened, opened).interest(Interest.READ);
        return opened;
    }

    /** The number of the kernel's watch, or {@link UnlinkWatch#NO_NUMBER} where the kernel refuses to watch the queue. */
    int add(UnlinkWatch watch, OwnedFd fd) {
        if (!inotify.isOpen() || !fd.acquire()) {
            return UnlinkWatch.NO_NUMBER;
        }
        int result;
        try {
            // The descriptor's own entry leads to the queue even if its name is gone or belongs to another queue.
            result = libc.inotifyAddWatch(inotify.number(), "/proc/self/fd/" + fd.number(), InotifyConstants.IN_ATTRIB);
        } finally {
            fd.release();
        }
        if (result < 0) {
            return UnlinkWatch.NO_NUMBER;
        }
        byNumber.computeIfAbsent(result, number -> new ArrayList<>(1)).add(watch);
        return result;
    }

    void remove(UnlinkWatch watch, int number) {
        List<UnlinkWatch> watching = byNumber.get(number);
        if (watching != null && watching.remove(watch) && watching.isEmpty()) {
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
            byNumber.values().forEach(watching -> watching.forEach(UnlinkWatch::lookSoon));
        } else if ((mask & InotifyConstants.IN_IGNORED) != 0) {
            // The answer to a removal, for which nobody is left here; or the kernel has ended the watch by itself.
            List<UnlinkWatch> watching = byNumber.remove(number);
            if (watching != null) {
                watching.forEach(UnlinkWatch::watchEnded);
            }
        } else {
            byNumber.getOrDefault(number, List.of()).forEach(UnlinkWatch::lookSoon);
        }
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        OF_LOOP.remove(loop, this);
        byNumber.values().forEach(watched -> watched.forEach(UnlinkWatch::loopClosed));
        byNumber.clear();
        inotify.close();
    }

    @Override
    public Descriptor descriptor() {
        return inotify;
    }
}
