package io.sluice.testing;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.ring.ProducerKind;
import io.sluice.ring.Ring;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Rings of one test, with names that no other test and no other JVM has. What was opened here is closed after the test, and every
 * name that was given is unlinked, whoever created the ring.
 *
 * <p>As an extension: {@code @RegisterExtension final TestRings rings = new TestRings()}. Elsewhere, close it.
 */
public final class TestRings implements AfterEachCallback, AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Queue<String> names = new ConcurrentLinkedQueue<>();
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();

    /**
     * A name that no ring has yet.
     *
     * @return the name
     */
    public String name() {
        String name = TestQueues.PREFIX + "ring-" + COUNT.incrementAndGet();
        names.add(name);
        return name;
    }

    /**
     * The file in which a ring lives.
     *
     * @param name the ring's name
     * @return its path
     */
    public static Path file(String name) {
        return Path.of("/dev/shm" + name);
    }

    /**
     * Creates a ring under a new name.
     *
     * @param capacity its capacity in bytes
     * @param producers how many producers it may have
     * @return the open ring
     */
    public Ring create(int capacity, ProducerKind producers) {
        return closing(
                Ring.builder(name()).capacity(capacity).producers(producers).create());
    }

    /**
     * Creates a small ring of many producers under a new name.
     *
     * @return the open ring
     */
    public Ring create() {
        return create(1 << 12, ProducerKind.MANY);
    }

    /**
     * A further handle of a ring.
     *
     * @param name the ring's name
     * @return the open handle
     */
    public Ring open(String name) {
        return closing(Ring.builder(name).open());
    }

    /**
     * Closes something after the test, before what was given earlier.
     *
     * @param resource what to close
     * @param <T> its type
     * @return the same
     */
    public <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        AssertionError failed = null;
        for (AutoCloseable resource = opened.poll(); resource != null; resource = opened.poll()) {
            try {
                resource.close();
            } catch (Exception | AssertionError e) {
                failed = new AssertionError("not closed cleanly: " + resource, e);
            }
        }
        for (String name = names.poll(); name != null; name = names.poll()) {
            try {
                Ring.unlink(name);
            } catch (ErrnoException e) {
                if (e.errno() != Errno.ENOENT) {
                    failed = new AssertionError("not unlinked: " + name, e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
