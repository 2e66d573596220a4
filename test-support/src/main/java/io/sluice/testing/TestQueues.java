package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Queues of one test, with names that no other test and no other JVM has. What was opened here is closed after the test,
 * and every name that was given is unlinked, whoever created the queue.
 *
 * <p>As an extension: {@code @RegisterExtension final TestQueues queues = new TestQueues()}. Elsewhere, close it.
 */
public final class TestQueues implements AfterEachCallback, AutoCloseable {
    /** What names of this JVM's queues begin with. A later JVM may have the same pid, and find what a killed one has left. */
    public static final String PREFIX =
            "/sluice-test-" + ProcessHandle.current().pid() + "-"
                    + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + "-";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Queue<String> names = new ConcurrentLinkedQueue<>();
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();

    /**
     * A name that no queue has yet.
     *
     * @return such as {@code /sluice-test-4711-0badcafe-1}
     */
    public String name() {
        String name = PREFIX + COUNT.incrementAndGet();
        names.add(name);
        return name;
    }

    /**
     * A name of a certain length that no queue has yet.
     *
     * @param length how many characters it has behind the slash
     * @return the name
     */
    public String name(int length) {
        String name = name();
        String longer = name + "x".repeat(length + 1 - name.length());
        names.add(longer);
        return longer;
    }

    /**
     * Creates a queue under a new name, for sending and receiving.
     *
     * @param maxMessages how many messages it holds
     * @param maxMessageSize how long one is, in bytes
     * @return the open queue
     */
    public PosixMessageQueue create(int maxMessages, int maxMessageSize) {
        return closing(PosixMessageQueue.builder(name())
                .maxMessages(maxMessages)
                .maxMessageSize(maxMessageSize)
                .create());
    }

    /**
     * Opens a queue that exists.
     *
     * @param name its name
     * @param access what for
     * @return the open queue
     */
    public PosixMessageQueue open(String name, PosixAccess access) {
        return closing(PosixMessageQueue.open(name, access));
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
        Deque<Throwable> failures = new ArrayDeque<>();
        for (AutoCloseable resource = opened.poll(); resource != null; resource = opened.poll()) {
            try {
                resource.close();
            } catch (Exception | AssertionError e) {
                failures.add(e);
            }
        }
        for (String name = names.poll(); name != null; name = names.poll()) {
            try {
                remove(name);
            } catch (ErrnoException | AssertionError e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError("the test's queues were not removed cleanly", failures.poll());
            failures.forEach(error::addSuppressed);
            throw error;
        }
    }

    private static void remove(String name) {
        try {
            PosixMessageQueue.unlink(name);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
        assertThatExceptionOfType(ErrnoException.class)
                .as("%s must be gone", name)
                .isThrownBy(() -> PosixMessageQueue.open(name, PosixAccess.READ).close())
                .returns(Errno.ENOENT, ErrnoException::errno);
    }
}
