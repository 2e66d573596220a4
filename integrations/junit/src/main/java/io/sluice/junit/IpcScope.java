package io.sluice.junit;

import io.sluice.sysvipc.IpcKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one test, or to a class: names that nobody else has, and things to close. At the end, what was given here is
 * closed, and what has these names, keys and paths is removed, whoever created it. For a test that makes its objects itself, or
 * gives names to the code that it tests.
 *
 * <pre>{@code
 * String name = scope.name();
 * PosixMessageQueue orders = scope.closing(PosixMessageQueue.builder(name).maxMessages(4).create());
 * }</pre>
 *
 * <p>A parameter of {@link LinuxIpc}. May be used from any thread.
 */
public final class IpcScope {
    private final Deque<AutoCloseable> ends = new ArrayDeque<>();
    private @Nullable OwnFolder folder;
    private boolean closed;

    IpcScope() {}

    /**
     * A name that no message queue, semaphore, shared memory or ring has.
     *
     * @return such as {@code /sluice-junit-4026531836-4711-123456-0bad-1}. At the end, what has this name is removed
     */
    public String name() {
        String name = "/" + OwnNames.next();
        closing(() -> SystemObjects.unlink(name));
        return name;
    }

    /**
     * A random key that no System V object has.
     *
     * @return the key. At the end, what has this key is removed
     */
    public IpcKey key() {
        IpcKey key = SystemKeys.unused();
        folder().note(key);
        closing(() -> SystemObjects.remove(key));
        return key;
    }

    /**
     * A path in a folder of this scope, where nothing is.
     *
     * @return the path. At the end, the folder is deleted
     */
    public Path path() {
        return folder().next();
    }

    /**
     * Closes something at the end, before what was given earlier.
     *
     * @param resource what to close
     * @param <T> its type
     * @return the same
     * @throws IllegalStateException if the test has ended. The resource is not closed
     */
    public synchronized <T extends AutoCloseable> T closing(T resource) {
        if (closed) {
            throw new IllegalStateException("the test of this scope has ended");
        }
        ends.push(resource);
        return resource;
    }

    private synchronized OwnFolder folder() {
        if (folder == null) {
            try {
                folder = closing(OwnFolder.create());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** Closes and removes all, even where something of it fails. */
    void close() {
        AssertionError failed = null;
        for (AutoCloseable end = next(); end != null; end = next()) {
            try {
                end.close();
            } catch (Exception | AssertionError e) {
                if (failed == null) {
                    failed = new AssertionError("objects of the test were not removed: " + e.getMessage(), e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        AutoCloseable end = ends.poll();
        closed = end == null;
        return end;
    }
}
