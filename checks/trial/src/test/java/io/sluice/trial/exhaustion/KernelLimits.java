package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ErrnoException;
import io.sluice.inotify.FolderWatch;
import io.sluice.inotify.NameChange;
import io.sluice.inotify.NameEvent;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMessageQueueBuilder;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreSetBuilder;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueueBuilder;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.LeakReports;
import io.sluice.testing.OpenResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code KernelLimits KIND ERROR ROUNDS}: creates queues, semaphores, rings, memory or watches until the kernel refuses one, again and again, with the same
 * builder. Each round ends one queue and so the shortage, for one more.
 */
final class KernelLimits {
    private static final int REFUSALS = 50;

    private KernelLimits() {}

    public static void main(String[] arguments) {
        OpenResources before = OpenResources.now();
        int rounds = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "POSIX" -> posix(arguments[1], rounds);
            case "SYSV" -> sysv(arguments[1], rounds);
            case "SEMAPHORE" -> semaphores(arguments[1], rounds);
            case "RING" -> rings(arguments[1], rounds);
            case "MEMORY" -> memories(arguments[1], rounds);
            case "SET" -> sets(arguments[1], rounds);
            default -> folders(arguments[1], rounds);
        }
        Shortage.done(before);
    }

    private static void posix(String error, int rounds) {
        String prefix = "/sluice-test-limit-" + ProcessHandle.current().pid() + "-";
        AtomicInteger count = new AtomicInteger();
        rounds(
                error,
                rounds,
                () -> builder(prefix + count.incrementAndGet()).create(),
                KernelLimits::transfer,
                queue -> {
                    PosixMessageQueue.unlink(queue.name());
                    queue.close();
                });
    }

    private static PosixMessageQueueBuilder builder(String name) {
        return PosixMessageQueue.builder(name).maxMessages(4).maxMessageSize(64);
    }

    private static void sysv(String error, int rounds) {
        SysvMessageQueueBuilder builder = SysvMessageQueue.builder(IpcKey.PRIVATE);
        rounds(error, rounds, builder::create, KernelLimits::transfer, queue -> {
            queue.remove();
            queue.close();
        });
    }

    private static void semaphores(String error, int rounds) {
        AtomicInteger count = new AtomicInteger();
        rounds(
                error,
                rounds,
                () -> PosixSemaphore.builder("/limit-" + count.incrementAndGet())
                        .create(),
                semaphore -> use(SemaphoreAcquirer.create(semaphore)),
                semaphore -> {
                    PosixSemaphore.unlink(semaphore.name());
                    semaphore.close();
                });
        assertThat(PosixSemaphore.list()).as("what the refused ones have left").isEmpty();
    }

    private static void rings(String error, int rounds) {
        AtomicInteger count = new AtomicInteger();
        rounds(
                error,
                rounds,
                () -> Ring.builder("/limit-" + count.incrementAndGet())
                        .capacity(1 << 12)
                        .create(),
                KernelLimits::transfer,
                ring -> {
                    Ring.unlink(ring.name());
                    ring.close();
                });
        assertThat(Ring.list()).as("what the refused ones have left").isEmpty();
    }

    private static void transfer(Ring ring) {
        RingMessage message = RingMessage.ofText(1, "on");
        try (RingProducer producer = ring.producer();
                RingConsumer consumer = ring.consumer()) {
            assertThat(producer.tryWrite(message)).isTrue();
            assertThat(consumer.poll()).isEqualTo(message);
        }
    }

    private static void memories(String error, int rounds) {
        AtomicInteger count = new AtomicInteger();
        rounds(
                error,
                rounds,
                () -> SharedMemory.builder("/limit-" + count.incrementAndGet())
                        .size(1 << 12)
                        .create(),
                memory -> assertThat(memory.memory().addToInt(0, 1)).isNotNegative(),
                memory -> {
                    SharedMemory.unlink(memory.name());
                    memory.close();
                });
        assertThat(SharedMemory.list()).as("what the refused ones have left").isEmpty();
    }

    private static void sets(String error, int rounds) {
        SysvSemaphoreSetBuilder builder =
                SysvSemaphoreSet.builder(IpcKey.PRIVATE).values(1, 1);
        SemaphoreOperation take = SemaphoreOperation.take(0, 1).withUndo();
        rounds(error, rounds, builder::create, set -> use(SemaphoreAcquirer.create(set, take)), set -> {
            set.remove();
            set.close();
        });
    }

    /** Somebody acquires while another one has the permit. */
    private static void use(SemaphoreAcquirer acquirer) {
        Permit first = acquirer.acquire().block(Bounds.SOON);
        Collector<Permit> waiting = Collector.of(acquirer.acquire());
        waiting.request(1);
        assertThat(first.release()).isTrue();
        assertThat(waiting.awaitReceived(1).get(0).release()).isTrue();
    }

    private static void folders(String error, int rounds) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        AtomicInteger count = new AtomicInteger();
        rounds(
                error,
                rounds,
                () -> FolderWatch.open(folder, Set.of(NameChange.CREATED)),
                watch -> transfer(
                        watch,
                        folder.resolve(
                                "sluice-limit-" + ProcessHandle.current().pid() + "-" + count.incrementAndGet())),
                FolderWatch::close);
    }

    private static <Q> void rounds(String error, int rounds, Supplier<Q> create, Consumer<Q> work, Consumer<Q> end) {
        Deque<Q> open = new ArrayDeque<>();
        int most = fill(open, create, error);
        for (int i = 0; i < rounds; i++) {
            OpenResources full = OpenResources.now();
            for (int refusal = 0; refusal < REFUSALS; refusal++) {
                assertThat(fill(open, create, error))
                        .as("queues while the limit is reached")
                        .isEqualTo(most);
            }
            full.awaitNothingMore();
            open.forEach(work); // what is there is not disturbed
            end.accept(open.remove());
            LeakReports.collectGarbage(); // a closed semaphore can be posted to, so its memory goes when nobody has it
            assertThat(fill(open, create, error))
                    .as("queues when there was room for one")
                    .isEqualTo(most);
        }
        open.forEach(end);
    }

    private static <Q> int fill(Deque<Q> open, Supplier<Q> create, String error) {
        while (true) {
            try {
                open.add(create.get());
            } catch (ErrnoException refused) {
                assertThat(refused).hasMessageContaining(error);
                return open.size();
            }
        }
    }

    private static void transfer(PosixMessageQueue queue) {
        PosixMqSender.create(queue).send(PosixMessage.ofText("on")).block(Bounds.SOON);
        assertThat(PosixMqReceiver.create(queue)
                        .receive()
                        .blockFirst(Bounds.SOON)
                        .text())
                .isEqualTo("on");
    }

    private static void transfer(SysvMessageQueue queue) {
        assertThat(queue.trySend(SysvMessage.ofText(1, "on"))).isTrue();
        assertThat(queue.tryReceive(TypeSelector.any()).text()).isEqualTo("on");
    }

    private static void transfer(FolderWatch watch, Path file) {
        try {
            Files.createFile(file);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The files of others are in the folder as well.
        Bounds.await("the name")
                .until(() -> watch.tryRead() instanceof NameEvent event
                        && event.path().equals(file));
    }
}
