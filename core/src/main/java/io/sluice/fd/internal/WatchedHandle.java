package io.sluice.fd.internal;

import io.sluice.fd.OpenedHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What listeners learn of a handle. It has no reference to the handle, which would never become garbage. */
public final class WatchedHandle implements OpenedHandle {
    private static final List<Consumer<? super OpenedHandle>> LISTENERS = new CopyOnWriteArrayList<>();

    private final String description;
    private final Throwable opening;
    private volatile boolean open = true;
    private volatile boolean dropped;

    private WatchedHandle(String description, Throwable opening) {
        this.description = description;
        this.opening = opening;
    }

    /**
     * Adds a listener, which is called for each handle from now on.
     *
     * @param listener called on the thread that opens a handle
     */
    public static void addListener(Consumer<? super OpenedHandle> listener) {
        LISTENERS.add(listener);
    }

    /**
     * Takes a listener back.
     *
     * @param listener what was added
     */
    public static void removeListener(Consumer<? super OpenedHandle> listener) {
        LISTENERS.remove(listener);
    }

    /**
     * Begins to watch a handle that was opened, if anybody listens. Otherwise it creates nothing: the heap may be full.
     *
     * @param description what was opened
     * @param opening the place of the opening if it is known
     * @return null if nobody listens
     */
    public static @Nullable WatchedHandle opened(String description, @Nullable Throwable opening) {
        return LISTENERS.isEmpty()
                ? null
                : new WatchedHandle(description, opening != null ? opening : new Throwable("opened here"));
    }

    /** Notifies the listeners, once the handle is complete. */
    public void announce() {
        for (Consumer<? super OpenedHandle> listener : LISTENERS) {
            listener.accept(this);
        }
    }

    /**
     * The handle has ended.
     *
     * @param wasDropped whether that was without a close
     */
    public void ended(boolean wasDropped) {
        dropped = wasDropped;
        open = false;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Throwable opening() {
        return opening;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean wasDropped() {
        return dropped;
    }

    @Override
    public String toString() {
        return description + (open ? " (open)" : dropped ? " (dropped)" : " (closed)");
    }
}
