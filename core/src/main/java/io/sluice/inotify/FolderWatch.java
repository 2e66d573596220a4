package io.sluice.inotify;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.Pollable;
import io.sluice.fd.internal.DaemonThreads;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.files.PathBytes;
import io.sluice.libc.FileCalls;
import io.sluice.libc.InotifyCalls;
import io.sluice.libc.InotifyConstants;
import io.sluice.libc.InotifyLayouts;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose names are watched: they appear, change and vanish. It can be read, and an event loop can watch it.
 *
 * <pre>{@code
 * try (FolderWatch watch = FolderWatch.open(Path.of("/dev/shm"))) {
 *     FolderEvent event = watch.tryRead();
 *     System.out.println(event == null ? "nothing has happened" : event);
 * }
 * }</pre>
 *
 * <p>Events stay in the kernel until they are read, one for each read. Where too many are unread, further ones are dropped,
 * and {@link EventsLost} says so in their place. Folders below the folder are names in it; what happens in them is not
 * reported. What happened before the begin of the watch is not reported either, so begin it first, and then look what is
 * there.
 *
 * <p>The folder is that which had the path at the begin. When it is deleted, moved or unmounted, the reads fail with {@link
 * FolderGoneException}, behind the events before. The kernel says that a folder was deleted once no process has it open.
 *
 * <p>All methods may be called from any thread and at the same time, and none waits, but for {@link #close()}. After that,
 * reads fail with {@link ClosedHandleException} ({@code EBADF}).
 *
 * @see "inotify(7)"
 */
public final class FolderWatch implements Pollable, AutoCloseable {
    /** Of the folder itself. */
    private static final int OWN_CHANGES =
            InotifyConstants.IN_DELETE_SELF | InotifyConstants.IN_MOVE_SELF | InotifyConstants.IN_ONLYDIR;

    /** An event with a name takes its own size and a multiple of this. */
    private static final int STEP = InotifyLayouts.INOTIFY_EVENT_SIZE;

    private static final int SHORTEST_NAMED = InotifyLayouts.INOTIFY_EVENT_SIZE + STEP;
    /** With a name of 255 bytes and a zero. */
    private static final int LONGEST = InotifyLayouts.INOTIFY_EVENT_SIZE + 256;

    static {
        InotifyErrors.load();
    }

    private final FileCalls files;
    private final Path folder;
    private final OwnedFd fd;
    /** Also the lock of the reads. */
    private final NativeMemory memory;

    private final EventParser parser;
    /** Only events without a name can be more than one in a read. */
    private final Queue<FolderEvent> ahead = new ArrayDeque<>(1);
    /** How many bytes of the memory were read and not parsed. */
    private long unparsed;

    private FolderWatch(FileCalls files, Path folder, OwnedFd fd, NativeMemory memory, EventParser parser) {
        this.files = files;
        this.folder = folder;
        this.fd = fd;
        this.memory = memory;
        this.parser = parser;
    }

    /**
     * Begins to watch a folder for all changes.
     *
     * @param folder the folder
     * @return the watch, to be closed
     * @throws IllegalArgumentException if the path is no UTF-8, or not one of the default file system
     * @throws ErrnoException if there is no such folder ({@code ENOENT}), it is something else ({@code ENOTDIR}), this user
     *     may not read it ({@code EACCES}), or the user's inotify instances ({@code EMFILE}) or watches ({@code ENOSPC}) are
     *     used up
     * @see "inotify_add_watch(2)"
     */
    public static FolderWatch open(Path folder) {
        return open(folder, EnumSet.allOf(NameChange.class));
    }

    /**
     * Begins to watch a folder for some changes.
     *
     * @param folder the folder
     * @param changes what to report, at least one
     * @return the watch, to be closed
     * @throws IllegalArgumentException if no change is given, or as for {@link #open(Path)}
     * @throws ErrnoException as for {@link #open(Path)}
     * @see "inotify_add_watch(2)"
     */
    public static FolderWatch open(Path folder, Set<NameChange> changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("there is no change to watch for: give at least one");
        }
        byte[] path = PathBytes.of(folder);
        String text = PathBytes.text(path);
        InotifyCalls inotify = Libc.get().inotify();
        FileCalls files = Libc.get().files();
        NativeMemory memory = NativeMemory.allocate(LONGEST); // first: it may fail, and a descriptor would stay
        String description = "watch of " + text;
        int mask = NameChange.mask(changes) | OWN_CHANGES;
        int number = inotify.inotifyInit1(InotifyConstants.IN_NONBLOCK | InotifyConstants.IN_CLOEXEC);
        if (number < 0) {
            throw InotifyErrors.instance(text, -number);
        }
        int watch = inotify.inotifyAddWatch(number, text, mask);
        if (watch < 0) {
            files.close(number);
            throw InotifyErrors.watch(text, -watch);
        }
        OwnedFd fd = OwnedFd.of(files, number, description);
        return new FolderWatch(files, folder, fd, memory, new EventParser(text, path));
    }

    /**
     * Takes the next event, if there is one. Each event is given to one reader.
     *
     * @return the event; null if nothing has happened
     * @throws FolderGoneException if the folder is gone and all events before are taken ({@code ENOENT})
     * @throws ClosedHandleException if the watch is closed ({@code EBADF})
     * @see "read(2)"
     */
    public @Nullable FolderEvent tryRead() {
        synchronized (memory) {
            int number = fd.acquire("read");
            try {
                while (ahead.isEmpty() && parser.gone() == null) {
                    if (unparsed == 0) {
                        unparsed = read(number);
                    }
                    if (unparsed < 0) {
                        unparsed = 0;
                        return null;
                    }
                    parse();
                }
            } finally {
                fd.release();
            }
            FolderEvent next = ahead.poll();
            FolderGoneException gone = parser.gone();
            if (next == null && gone != null) {
                throw gone;
            }
            return next;
        }
    }

    /** Where the heap has no room for an event, it is parsed at the next read. */
    private void parse() {
        try {
            parser.parse(memory, unparsed, ahead);
        } catch (OutOfMemoryError noRoom) {
            ahead.clear();
            throw noRoom;
        }
        unparsed = 0;
    }

    /**
     * Reads one event with a name, or up to two without. A read takes as many events as there is room for, and fails where
     * there is none for the first. So the room begins with that for the shortest name, and grows by the step in which the
     * kernel pads names: it is then just that of the first event.
     */
    private long read(int number) {
        int room = SHORTEST_NAMED;
        while (true) {
            long result = files.read(number, memory.address(), room);
            memory.keepAlive();
            if (result >= 0 || result == -Errno.EAGAIN.number()) {
                return result == 0 ? -1 : result;
            }
            if (result == -Errno.EINVAL.number() && room < LONGEST) {
                room += STEP;
            } else if (result != -Errno.EINTR.number()) {
                throw new ErrnoException("read", fd.description(), (int) -result, "");
            }
        }
    }

    /**
     * The folder.
     *
     * @return the path with which it was opened
     */
    public Path folder() {
        return folder;
    }

    /**
     * Whether this is open.
     *
     * @return true while open
     */
    public boolean isOpen() {
        return fd.isOpen();
    }

    @Override
    public Descriptor descriptor() {
        return fd;
    }

    /**
     * Ends the watch; streams on it complete. The kernel takes some 10 ms to close an inotify instance, so on an event loop's
     * thread this leaves that to another one. A second close does nothing.
     */
    @Override
    public void close() {
        if (!EventLoop.isEventLoopThread(Thread.currentThread()) || !fd.acquire()) {
            fd.close();
            return;
        }
        fd.close(); // for others: the use that is held here is the last one
        try {
            DaemonThreads.create("sluice-inotify-close", fd::release).start();
        } catch (OutOfMemoryError noThread) {
            fd.release();
        }
    }

    @Override
    public String toString() {
        return "FolderWatch(" + folder + (isOpen() ? ")" : ", closed)");
    }
}
