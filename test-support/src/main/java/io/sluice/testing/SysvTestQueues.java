package io.sluice.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * System V queues of one test, under random keys that nobody else had when they were made. They outlive the process that
 * made them, so what a test leaves is removed after it, at the JVM's end at the latest. What a killed JVM leaves stays:
 * nothing tells it from the queue of a stranger.
 *
 * <p>As an extension: {@code @RegisterExtension final SysvTestQueues queues = new SysvTestQueues()}. Elsewhere, close it.
 */
public final class SysvTestQueues implements AfterEachCallback, AutoCloseable {
    /** Under these, whoever created the queue knows the key from this JVM. */
    private static final Set<IpcKey> KEYS = ConcurrentHashMap.newKeySet();
    /** Queues without a key, which nothing but their identifier tells. */
    private static final Set<Integer> PRIVATE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SysvTestQueues::removeAll));
    }

    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final Deque<IpcKey> keys = new ConcurrentLinkedDeque<>();

    /**
     * A key that no queue has.
     *
     * @return a key whose queue is removed after the test, whoever creates it
     */
    public IpcKey key() {
        try (SysvMessageQueue queue = createUnderNewKey()) {
            queue.remove();
            return requireNonNull(queue.key());
        }
    }

    private SysvMessageQueue createUnderNewKey() {
        while (true) {
            try {
                IpcKey key = IpcKey.random();
                SysvMessageQueue queue = SysvMessageQueue.builder(key).create();
                KEYS.add(key);
                keys.add(key);
                return queue;
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
            }
        }
    }

    /**
     * Creates a queue under a new key, with the system's size.
     *
     * @return the open queue
     */
    public SysvMessageQueue create() {
        return closing(createUnderNewKey());
    }

    /**
     * Creates a queue under a new key.
     *
     * @param maxBytes its {@code msg_qbytes}
     * @return the open queue
     */
    public SysvMessageQueue create(long maxBytes) {
        SysvMessageQueue queue = create();
        queue.set(queue.status().settings().withMaxBytes(maxBytes));
        return queue;
    }

    /**
     * Creates a queue without a key.
     *
     * @return the open queue
     */
    public SysvMessageQueue createPrivate() {
        SysvMessageQueue queue =
                closing(SysvMessageQueue.builder(IpcKey.PRIVATE).create());
        PRIVATE.add(queue.id());
        return queue;
    }

    /**
     * Creates a queue without a key for one round of many. It is removed after the test where {@link #discard} was not
     * called, but its handle is not kept.
     *
     * @return the open queue
     */
    public static SysvMessageQueue createForARound() {
        SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
        PRIVATE.add(queue.id());
        return queue;
    }

    /**
     * Removes a round's queue where it is still there, and closes the handle.
     *
     * @param queue an open handle of the queue
     */
    public static void discard(SysvMessageQueue queue) {
        try (queue) {
            queue.remove();
        } catch (QueueRemovedException removedBefore) {
            // What was to be.
        }
        PRIVATE.remove(queue.id());
    }

    /**
     * A further handle of a queue.
     *
     * @param queue a queue
     * @param access what for
     * @return the open handle
     */
    public SysvMessageQueue again(SysvMessageQueue queue, SysvAccess access) {
        return closing(SysvMessageQueue.openById(queue.id(), access));
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

    /**
     * A seeded message of the kind that the C programs make, as one of System V.
     *
     * @param seeded the seeded messages
     * @param number which
     * @param types how many types there are
     * @return the message
     */
    public static SysvMessage message(SeededMessages seeded, int number, int types) {
        var message = seeded.message(number);
        return SysvMessage.of(message.priority() % types + 1, message.payload());
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
        removeOf(status -> keys.contains(status.key()) || isPrivateOfThisJvm(status));
        keys.forEach(KEYS::remove);
        keys.clear();
        PRIVATE.clear();
        if (failed != null) {
            throw failed;
        }
    }

    /** Fails where a test class has left a queue. */
    static void assertNoneLeft() {
        List<SysvMqStatus> left = leftOfThisJvm();
        removeAll();
        assertThat(left).as("System V queues of this JVM").isEmpty();
    }

    private static List<SysvMqStatus> leftOfThisJvm() {
        return SysvMessageQueue.list().stream()
                .filter(SysvTestQueues::isOfThisJvm)
                .toList();
    }

    private static void removeAll() {
        removeOf(SysvTestQueues::isOfThisJvm);
        PRIVATE.clear();
    }

    private static boolean isOfThisJvm(SysvMqStatus status) {
        return KEYS.contains(status.key()) || isPrivateOfThisJvm(status);
    }

    private static boolean isPrivateOfThisJvm(SysvMqStatus status) {
        return status.key().isPrivate() && PRIVATE.contains(status.id());
    }

    private static void removeOf(Predicate<SysvMqStatus> which) {
        for (SysvMqStatus status : SysvMessageQueue.list()) {
            if (which.test(status)) {
                try (SysvMessageQueue queue = SysvMessageQueue.openById(status.id(), SysvAccess.WRITE)) {
                    queue.remove();
                } catch (QueueRemovedException removedMeanwhile) {
                    // What was to be.
                } catch (ErrnoException e) {
                    if (e.errno() != Errno.EINVAL && e.errno() != Errno.EPERM) {
                        throw e;
                    }
                }
            }
        }
    }
}
