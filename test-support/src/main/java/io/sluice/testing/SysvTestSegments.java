package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sharedmemory.SysvSharedMemoryStatus;
import io.sluice.sysvipc.IpcKey;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * System V shared memory segments of one test, under random keys that nobody else had when they were made. They outlive the
 * process that made them, so what a test leaves is removed after it, at the JVM's end at the latest.
 *
 * <p>As an extension: {@code @RegisterExtension final SysvTestSegments segments = new SysvTestSegments()}.
 */
public final class SysvTestSegments implements AfterEachCallback, AutoCloseable {
    /** Under these, whoever created the segment knows the key from this JVM. */
    private static final Set<IpcKey> KEYS = ConcurrentHashMap.newKeySet();

    /** Of segments that no key leads to, or none any more. */
    private static final Set<Integer> IDENTIFIERS = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            removeOf(KEYS);
            removeAll(IDENTIFIERS);
        }));
    }

    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final Set<IpcKey> keys = ConcurrentHashMap.newKeySet();
    private final Set<Integer> identifiers = ConcurrentHashMap.newKeySet();

    /**
     * A key that no segment has.
     *
     * @return a key whose segment is removed after the test, whoever creates it
     */
    public IpcKey key() {
        SysvSharedMemory segment = createUnderNewKey(1, 0600);
        segment.remove();
        return segment.key();
    }

    private SysvSharedMemory createUnderNewKey(long size, int mode) {
        while (true) {
            try {
                IpcKey key = IpcKey.random();
                SysvSharedMemory segment =
                        SysvSharedMemory.builder(key).size(size).mode(mode).create();
                KEYS.add(key);
                keys.add(key);
                return segment;
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
            }
        }
    }

    /**
     * Creates a segment under a new key.
     *
     * @param size its size in bytes
     * @return the segment
     */
    public SysvSharedMemory create(long size) {
        return createUnderNewKey(size, 0600);
    }

    /**
     * The same with a mode.
     *
     * @param size its size in bytes
     * @param mode its permission bits
     * @return the segment
     */
    public SysvSharedMemory create(long size, int mode) {
        return createUnderNewKey(size, mode);
    }

    /**
     * Creates a segment without a key.
     *
     * @param size its size in bytes
     * @return the segment
     */
    public SysvSharedMemory createPrivate(long size) {
        return removing(SysvSharedMemory.builder(IpcKey.PRIVATE).size(size).create());
    }

    /**
     * Removes a segment after the test, whose key this has not made.
     *
     * @param segment a segment
     * @return the same
     */
    public SysvSharedMemory removing(SysvSharedMemory segment) {
        IDENTIFIERS.add(segment.id());
        identifiers.add(segment.id());
        return segment;
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
        removeOf(keys);
        KEYS.removeAll(keys);
        keys.clear();
        removeAll(identifiers);
        IDENTIFIERS.removeAll(identifiers);
        identifiers.clear();
        if (failed != null) {
            throw failed;
        }
    }

    /** Fails where a test class has left a segment. */
    static void assertNoneLeft() {
        List<SysvSharedMemoryStatus> left = of(KEYS);
        removeOf(KEYS);
        assertThat(left).as("System V shared memory segments of this JVM").isEmpty();
    }

    private static List<SysvSharedMemoryStatus> of(Set<IpcKey> which) {
        return which.isEmpty()
                ? List.of()
                : SysvSharedMemory.list().stream()
                        .filter(status -> which.contains(status.key()))
                        .toList();
    }

    private static void removeOf(Set<IpcKey> which) {
        removeAll(of(which).stream().map(SysvSharedMemoryStatus::id).toList());
    }

    private static void removeAll(Collection<Integer> which) {
        for (int id : which) {
            try {
                SysvSharedMemory.openById(id).remove();
            } catch (ErrnoException e) {
                // Removed meanwhile, or of another user.
                if (e.errno() != Errno.EINVAL && e.errno() != Errno.EPERM) {
                    throw e;
                }
            }
        }
    }
}
