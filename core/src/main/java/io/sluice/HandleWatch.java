package io.sluice;

import io.sluice.fd.OpenedHandle;
import io.sluice.fd.internal.WatchedHandle;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reports each handle that this process opens, for tests that check that all of them are closed again.
 *
 * <pre>{@code
 * Queue<OpenedHandle> opened = new ConcurrentLinkedQueue<>();
 * try (HandleWatch watch = HandleWatch.begin(opened::add)) {
 *     queue.tryReceive(); // and whatever else is tested
 * }
 * assert opened.stream().noneMatch(OpenedHandle::isOpen);
 * }</pre>
 *
 * <p>Handles are what {@link io.sluice.fd.LeakDetection} reports: those with a descriptor, and mappings. System V queues and
 * semaphore sets are not among them, because their handles hold nothing of the system. While there is a watch, each opening
 * takes a stack trace, which costs some microseconds. May be used from any thread.
 */
public final class HandleWatch implements AutoCloseable {
    private final Consumer<? super OpenedHandle> listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HandleWatch(Consumer<? super OpenedHandle> listener) {
        this.listener = listener;
    }

    /**
     * Begins to report handles.
     *
     * @param listener called on the thread that has opened a handle, before that has it. It must not block, and what it throws
     *     reaches the caller that opens
     * @return the watch, to be closed
     */
    public static HandleWatch begin(Consumer<? super OpenedHandle> listener) {
        HandleWatch watch = new HandleWatch(Objects.requireNonNull(listener, "listener"));
        WatchedHandle.addListener(watch.listener);
        return watch;
    }

    /** Ends the reports of handles that are opened from now on. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            WatchedHandle.removeListener(listener);
        }
    }
}
