package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.sysvmsg.IpcKey;
import io.sluice.sysvmsg.QueueRemovedException;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqStatus;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * System V queues of one test. They outlive the process that made them, so their keys say which JVM that was: what a test
 * leaves is removed after it, at the JVM's end at the latest, and what a killed JVM has left by the next one.
 *
 * <p>As an extension: {@code @RegisterExtension final SysvTestQueues queues = new SysvTestQueues()}. Elsewhere, close it.
 */
public final class SysvTestQueues implements AfterEachCallback, AutoCloseable {
    private static final int PREFIX = 5;
    private static final int PREFIX_SHIFT = 28;
    private static final int PID_SHIFT = 6;
    private static final int PID_MASK = 0x3f_ffff;
    private static final int COUNTER_MASK = (1 << PID_SHIFT) - 1;
    private static final int PID = (int) ProcessHandle.current().pid();

    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Queues without a key, which nothing but their identifier tells. */
    private static final Set<Integer> PRIVATE = ConcurrentHashMap.newKeySet();

    static {
        removeOf(SysvTestQueues::isOfADeadJvm);
        Runtime.getRuntime().addShutdownHook(new Thread(SysvTestQueues::removeAll));
    }

    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final Deque<IpcKey> keys = new ConcurrentLinkedDeque<>();

    /**
     * A key that no queue has.
     *
     * @return a key of this JVM; at most 64 of them at once
     */
    public IpcKey key() {
        Set<IpcKey> used = ConcurrentHashMap.newKeySet();
        SysvMessageQueue.list().forEach(status -> used.add(status.key()));
        used.addAll(keys);
        for (int i = 0; i <= COUNTER_MASK; i++) {
            int number = COUNT.incrementAndGet() & COUNTER_MASK;
            IpcKey key = IpcKey.of(PREFIX << PREFIX_SHIFT | (PID & PID_MASK) << PID_SHIFT | number);
            if (!used.contains(key)) {
                keys.add(key);
                return key;
            }
        }
        throw new AssertionError("no key of this JVM is left; a queue without one may do");
    }

    /**
     * Creates a queue under a new key, with the system's size.
     *
     * @return the open queue
     */
    public SysvMessageQueue create() {
        return closing(SysvMessageQueue.builder(key()).create());
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
        removeOf(status -> keys.contains(status.key()) || PRIVATE.contains(status.id()));
        keys.clear();
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
    }

    private static boolean isOfThisJvm(SysvMqStatus status) {
        return PRIVATE.contains(status.id()) || (isOurs(status) && pid(status) == (PID & PID_MASK));
    }

    private static boolean isOfADeadJvm(SysvMqStatus status) {
        return isOurs(status) && ProcessHandle.of(pid(status)).isEmpty();
    }

    private static boolean isOurs(SysvMqStatus status) {
        return status.key().value() >>> PREFIX_SHIFT == PREFIX;
    }

    private static int pid(SysvMqStatus status) {
        return (status.key().value() >>> PID_SHIFT) & PID_MASK;
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
                PRIVATE.remove(status.id());
            }
        }
    }
}
