package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.SetRemovedException;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreStatus;
import io.sluice.sysvipc.IpcKey;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * System V semaphore sets of one test, under random keys that nobody else had when they were made. They outlive the process
 * that made them, so what a test leaves is removed after it, at the JVM's end at the latest.
 *
 * <p>As an extension: {@code @RegisterExtension final SysvTestSets sets = new SysvTestSets()}.
 */
public final class SysvTestSets implements AfterEachCallback, AutoCloseable {
    /** Under these, whoever created the set knows the key from this JVM. */
    private static final Set<IpcKey> KEYS = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> removeOf(KEYS)));
    }

    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final Set<IpcKey> keys = ConcurrentHashMap.newKeySet();

    /**
     * A key that no set has.
     *
     * @return a key whose set is removed after the test, whoever creates it
     */
    public IpcKey key() {
        try (SysvSemaphoreSet set = createUnderNewKey(0)) {
            set.remove();
            return set.key();
        }
    }

    private SysvSemaphoreSet createUnderNewKey(int... values) {
        while (true) {
            try {
                IpcKey key = IpcKey.random();
                SysvSemaphoreSet set =
                        SysvSemaphoreSet.builder(key).values(values).create();
                KEYS.add(key);
                keys.add(key);
                return set;
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
            }
        }
    }

    /**
     * Creates a set under a new key.
     *
     * @param values a value for each of its semaphores
     * @return the open set
     */
    public SysvSemaphoreSet create(int... values) {
        return closing(createUnderNewKey(values));
    }

    /**
     * Creates a set without a key. The test removes it.
     *
     * @param values a value for each of its semaphores
     * @return the open set
     */
    public SysvSemaphoreSet createPrivate(int... values) {
        return closing(SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(values).create());
    }

    /**
     * A further handle of a set.
     *
     * @param set a set
     * @return the open handle
     */
    public SysvSemaphoreSet again(SysvSemaphoreSet set) {
        return closing(SysvSemaphoreSet.openById(set.id()));
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
        if (failed != null) {
            throw failed;
        }
    }

    /** Fails where a test class has left a set. */
    static void assertNoneLeft() {
        List<SysvSemaphoreStatus> left = of(KEYS);
        removeOf(KEYS);
        assertThat(left).as("System V semaphore sets of this JVM").isEmpty();
    }

    private static List<SysvSemaphoreStatus> of(Set<IpcKey> which) {
        return which.isEmpty()
                ? List.of()
                : SysvSemaphoreSet.list().stream()
                        .filter(status -> which.contains(status.key()))
                        .toList();
    }

    private static void removeOf(Set<IpcKey> which) {
        for (SysvSemaphoreStatus status : of(which)) {
            try (SysvSemaphoreSet set = SysvSemaphoreSet.openById(status.id())) {
                set.remove();
            } catch (SetRemovedException removedMeanwhile) {
                // What was to be.
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EINVAL && e.errno() != Errno.EPERM) {
                    throw e;
                }
            }
        }
    }
}
