package io.sluice.fd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ClosedHandleException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A handle is closed in the middle of calls on it, thousands of times, while files, pipes and other queues take over its
 * number as soon as it is free. Nobody's call may end up in a stranger's file.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrangersDescriptorTest {
    private static final int ROUNDS = 5000;
    private static final byte[] OURS = "ours".getBytes(StandardCharsets.US_ASCII);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicReference<PosixMessageQueue> current = new AtomicReference<>();
    private final AtomicLong calls = new AtomicLong();

    @Test
    void aCloseInTheMiddleOfCallsTouchesNoStrangersDescriptor(@TempDir Path folder) throws Exception {
        String name = queues.create(4, 16).name();
        String strangersName = queues.create(2, 16).name();
        current.set(open(name));
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Future<?>> all = new ArrayList<>();
            all.add(threads.submit(() -> use(queue -> queue.trySend(OURS, 1))));
            all.add(threads.submit(() -> use(PosixMessageQueue::tryReceive)));
            all.add(threads.submit(() -> use(queue -> {
                assertThat(queue.attributes().maxMessages()).isEqualTo(4);
                queue.tryReceive(ByteBuffer.allocateDirect(16));
            })));
            all.add(threads.submit(() -> beAStranger(strangersName)));
            all.add(threads.submit(() -> beAStrangerWithFiles(folder.resolve("strangers"))));
            long seed = System.nanoTime();
            Random random = new Random(seed);
            long end = System.nanoTime() + Bounds.SOON.toNanos();
            // On a busy machine, all rounds may be over before the other threads have had a processor.
            for (int round = 0; round < ROUNDS || (calls.get() <= ROUNDS && System.nanoTime() - end < 0); round++) {
                long before = calls.get();
                for (int spins = random.nextInt(300); spins > 0 && calls.get() < before + 2; spins--) {
                    Thread.onSpinWait();
                }
                current.getAndSet(open(name)).close();
            }
            done.set(true);
            for (Future<?> each : all) {
                each.get();
            }
            assertThat(calls).hasValueGreaterThan(ROUNDS);
        } finally {
            done.set(true);
            threads.shutdownNow();
            current.get().close();
        }
    }

    private interface Use {
        void on(PosixMessageQueue queue);
    }

    private static PosixMessageQueue open(String name) {
        return PosixMessageQueue.builder(name).open();
    }

    /** Closed is the only failure that may happen: any other means that the call met something else than its queue. */
    private Void use(Use use) {
        while (!done.get()) {
            try {
                use.on(current.get());
            } catch (ClosedHandleException closedMeanwhile) {
                assertThat(closedMeanwhile).hasMessageContaining("was closed");
            }
            calls.incrementAndGet();
        }
        return null;
    }

    /** A queue of the same kind, which would take a stray message or lose its own. */
    private Void beAStranger(String name) {
        while (!done.get()) {
            try (PosixMessageQueue queue = open(name)) {
                assertThat(queue.trySend(PosixMessage.ofText("stranger's", 9))).isTrue();
                assertThat(queue.attributes().currentMessages()).isEqualTo(1);
                assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("stranger's", 9));
                assertThat(queue.tryReceive()).isNull();
            }
        }
        return null;
    }

    private Void beAStrangerWithFiles(Path file) throws IOException {
        byte[] content = "known content".getBytes(StandardCharsets.US_ASCII);
        while (!done.get()) {
            Files.write(file, content);
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
            Pipe pipe = Pipe.open();
            try (Pipe.SinkChannel sink = pipe.sink();
                    Pipe.SourceChannel source = pipe.source()) {
                assertThat(sink.write(ByteBuffer.wrap(content))).isEqualTo(content.length);
                ByteBuffer read = ByteBuffer.allocate(content.length);
                assertThat(source.read(read)).isEqualTo(content.length);
                assertThat(read.array()).isEqualTo(content);
            }
        }
        return null;
    }
}
