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
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueueBuilder;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
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
 * {@code KernelLimits POSIX|SYSV|FOLDER ERROR ROUNDS}: creates queues or watches until the kernel refuses one, again and again, with the same
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
