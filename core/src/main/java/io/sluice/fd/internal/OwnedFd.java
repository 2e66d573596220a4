package io.sluice.fd.internal;

import io.sluice.errno.ClosedHandleException;
import io.sluice.fd.Descriptor;
import io.sluice.fd.LeakDetection;
import io.sluice.libc.FileCalls;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file descriptor that this process owns and closes exactly once.
 *
 * <p>The kernel gives the number of a closed descriptor to the next file that is opened, so a call that still carries
 * the old number would read, write or close a stranger's file. Whoever makes a call on the number therefore holds a use
 * of it ({@link #acquire()} and {@link #release()}); {@link #close()} refuses new uses at once, and the descriptor is
 * closed by {@code close()} itself or, where a use is still held, by the last one that is given back.
 *
 * <p>One that becomes garbage without a close was forgotten: it is reported as {@link LeakDetection} says, and the
 * descriptor is closed. A use and an event loop's watch keep it from becoming garbage.
 *
 * <p>May be used from any thread.
 */
// States and events: docs/states/owned-fd.md
public final class OwnedFd extends UseCount implements Descriptor {
    /** What is done with the number right before it is closed, when no call is on it any more. */
    @FunctionalInterface
    public interface CloseHook {
        /**
         * Runs on the thread that closes, once.
         *
         * @param number the descriptor, still open
         */
        void beforeClose(int number);
    }

    private final int number;
    private final String description;
    private final List<CloseHook> hooks;
    private boolean hooksTaken;
    private final OpenDescriptor open;

    private OwnedFd(
            FileCalls files,
            int number,
            String description,
            boolean reported,
            LeakDetection level,
            @Nullable Runnable whenDropped) {
        this.number = number;
        this.description = description;
        hooks = new ArrayList<>(2);
        open = OpenDescriptor.of(this, files, number, description, reported, level, whenDropped);
    }

    /**
     * Takes over an open descriptor. Where this throws, for want of memory or because a listener of handles has thrown, the
     * descriptor is closed. So the caller makes nothing, not even the description, between the call that opens the descriptor and
     * this one: nobody would close it where the heap is full.
     *
     * @param files the binding that closes it
     * @param number the descriptor, 0 or more
     * @param description what it is, for messages
     * @return its owner
     */
    public static OwnedFd of(FileCalls files, int number, String description) {
        return of(files, number, description, true, LeakDetection.level(), null);
    }

    /**
     * Takes over an open descriptor whose close does not end all that was begun with it.
     *
     * @param files the binding that closes it
     * @param number the descriptor, 0 or more
     * @param description what it is, for messages
     * @param whenDropped runs before the close where this became garbage, on another thread, and must not refer to this
     * @return its owner
     */
    public static OwnedFd of(FileCalls files, int number, String description, Runnable whenDropped) {
        return of(files, number, description, true, LeakDetection.level(), whenDropped);
    }

    static OwnedFd of(
            FileCalls files,
            int number,
            String description,
            boolean reported,
            LeakDetection level,
            @Nullable Runnable whenDropped) {
        if (number < 0) {
            throw new IllegalArgumentException("not a descriptor: " + number);
        }
        try {
            return new OwnedFd(files, number, description, reported, level, whenDropped);
        } catch (Throwable refused) {
            files.close(number);
            throw refused;
        }
    }

    /**
     * Takes over an open descriptor that is a part of a handle with another one: it is closed with that one, and not
     * reported beside it.
     *
     * @param files the binding that closes it
     * @param number the descriptor, 0 or more
     * @param description what it is, for messages
     * @return its owner
     */
    public static OwnedFd part(FileCalls files, int number, String description) {
        return of(files, number, description, false, LeakDetection.level(), null);
    }

    /**
     * Begins a use of the number, like {@link #acquire()}.
     *
     * @param call the C function that is about to be called, for the message
     * @return the number
     * @throws ClosedHandleException if the descriptor is closed ({@code EBADF})
     */
    public int acquire(String call) {
        if (!acquire()) {
            throw new ClosedHandleException(call, description, "The handle was closed.");
        }
        return number;
    }

    /**
     * The number. Valid only between {@link #acquire()} and {@link #release()}.
     *
     * @return the descriptor
     */
    public int number() {
        return number;
    }

    @Override
    public String description() {
        return description;
    }

    /**
     * Asks to be called right before the descriptor is closed.
     *
     * @param hook what to do
     * @return false if it is closed or being closed; the hook is not kept then
     */
    public boolean addCloseHook(CloseHook hook) {
        synchronized (hooks) {
            if (hooksTaken || !isOpen()) {
                return false;
            }
            hooks.add(hook);
            return true;
        }
    }

    /**
     * Takes a hook back.
     *
     * @param hook what was added
     */
    public void removeCloseHook(CloseHook hook) {
        synchronized (hooks) {
            if (!hooksTaken) {
                hooks.remove(hook);
            }
        }
    }

    /**
     * Closes the handle but not the number, which other code of this process has closed: it is free, or the number of
     * another file.
     */
    public void abandon() {
        open.abandon();
        close();
    }

    @Override
    protected void endNow() {
        synchronized (hooks) {
            hooksTaken = true; // nobody changes them from now on
        }
        try {
            runHooks(0);
        } finally {
            open.close();
            hooks.clear();
            Reference.reachabilityFence(this); // an owner that closes was not dropped
        }
    }

    /** Each of them, whatever another one throws, and without an object: the heap may be full. */
    private void runHooks(int first) {
        if (first < hooks.size()) {
            try {
                hooks.get(first).beforeClose(number);
            } finally {
                runHooks(first + 1);
            }
        }
    }

    @Override
    public String toString() {
        return description + " (descriptor " + number + (isOpen() ? ")" : ", closed)");
    }
}
