package io.sluice.mqueue;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.files.AppearanceLooks;
import io.sluice.files.PathBytes;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.libc.PosixQueueLayouts;
import io.sluice.memory.NativeMemory;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action on an event loop as soon as there is a queue with a name, by whichever process it is created.
 *
 * <pre>{@code
 * EventLoop loop = EventLoop.shared();
 * loop.execute(() -> QueueAppearance.start("/orders", loop, () -> System.out.println("/orders is there")));
 * }</pre>
 *
 * <p>Where the mqueue file system was mounted when this class was first used, the kernel reports new queues through inotify,
 * and nothing polls but for rare looks in case the file system is that of another IPC namespace. Elsewhere the name is
 * looked up 20 times a second. No queue is opened by that, so the notification slots of this process stay as they are. A look
 * takes a descriptor for a moment. As long as there is none, nothing is reported, and there is another look within ten
 * seconds.
 *
 * <p>Use it on the event loop's thread only.
 *
 * @see "inotify(7)"
 */
public final class QueueAppearance {
    /** Where the kernel reports new queues; null where the file system is not mounted. */
    private static final @Nullable String FOLDER = folder();

    private final String name;
    private final Runnable action;
    private final PosixQueueCalls libc = Libc.get().posixQueues();
    private final NativeMemory attributes = NativeMemory.allocate(PosixQueueLayouts.MQ_ATTR_SIZE);
    private final AppearanceLooks looks;

    private QueueAppearance(String name, EventLoop loop, Runnable action) {
        this.name = name;
        this.action = action;
        looks = AppearanceLooks.start(loop, FOLDER, this::look);
    }

    private static @Nullable String folder() {
        try {
            return PathBytes.text(PathBytes.of(MqueueFileSystem.find().mountPoint()));
        } catch (ErrnoException | UncheckedIOException | IllegalArgumentException notMounted) {
            return null;
        }
    }

    /**
     * Starts to wait for a queue. If there is one, the action runs in the loop's next round.
     *
     * @param name the name, with its slash, such as {@code /orders}
     * @param loop the event loop on whose thread this is called
     * @param whenThere runs once, on the loop's thread, also where this user may not open the queue; never after {@link
     *     #cancel()}, nor after the loop was closed. The queue may be unlinked again by then
     * @return the wait
     * @throws IllegalArgumentException if the name is not one
     * @throws IllegalStateException if this is not the loop's thread
     */
    public static QueueAppearance start(String name, EventLoop loop, Runnable whenThere) {
        PosixMessageQueue.NAMES.check(name);
        Objects.requireNonNull(whenThere, "whenThere");
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("only on the thread of " + loop + ", not on " + Thread.currentThread());
        }
        return new QueueAppearance(name, loop, whenThere);
    }

    private boolean look() {
        if (!isThere()) {
            return false;
        }
        looks.cancel(); // first: what the action throws does not make it run again
        action.run();
        return true;
    }

    /**
     * Asks for a new queue of a size that no queue can have. {@code EEXIST} says that the name is taken. {@code EINVAL} says
     * that it is free, as does {@code ENOSPC}: where the namespace is full of queues, the kernel does not come to the size.
     * Without a descriptor ({@code EMFILE}, {@code ENFILE}) nobody knows, and the next look asks again. A kernel without
     * queues ({@code ENOSYS}) is for the action to find out, since no look would ever find one.
     *
     * <p>To open the queue and close it again would end the registration that this process may have for its notifications.
     */
    private boolean isThere() {
        int flags = FileConstants.O_RDONLY | FileConstants.O_CREAT | FileConstants.O_EXCL;
        int result = libc.mqOpen(name, flags, 0, attributes.address()); // all zero
        attributes.keepAlive();
        return result == -Errno.EEXIST.number() || result == -Errno.ENOSYS.number();
    }

    /** Ends the wait. A second call does nothing. */
    public void cancel() {
        looks.cancel();
    }
}
