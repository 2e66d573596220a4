package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.epoll.EventLoop;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.Programs;
import io.sluice.testing.TestQueues;
import io.sluice.testing.UsedUpDescriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class QueueAppearanceTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final EventLoop loop = EventLoop.create();
    private final AtomicInteger count = new AtomicInteger();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private <T> T onLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop).join();
    }

    private QueueAppearance start(String name) {
        return onLoop(() -> QueueAppearance.start(name, loop, count::incrementAndGet));
    }

    private void awaitCount(int expected) {
        Bounds.awaitSpinning("the queue", () -> count.get() >= expected);
        onLoop(() -> null);
        assertThat(count).hasValue(expected);
    }

    @Test
    void aQueueThatIsThereIsReportedAndOneThatComes() {
        PosixMessageQueue there = queues.create(1, 8);
        start(there.name());
        awaitCount(1);
        String later = queues.name();
        start(later);
        onLoop(() -> null);
        assertThat(count).hasValue(1);
        queues.closing(PosixMessageQueue.builder(later).create());
        awaitCount(2);
    }

    @Test
    void aLookLeavesNoQueueAndNoDescriptorAndKeepsTheNotificationSlot() {
        PosixMessageQueue queue = queues.create(1, 8);
        try (PosixMqNotificationSlot slot = PosixMqNotificationSlot.open(queue)) {
            slot.register();
            start(queue.name());
            awaitCount(1);
            assertThat(slot.tryRead()).as("nothing has ended the registration").isNull();
        }
        String none = queues.name();
        QueueAppearance cancelled = start(none);
        onLoop(() -> null);
        onLoop(() -> {
            cancelled.cancel();
            cancelled.cancel();
            return null;
        });
        queues.closing(PosixMessageQueue.builder(none).create()); // fails where it exists
        awaitCount(1);
    }

    @Test
    void aBadNameAndAnotherThreadAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> QueueAppearance.start("orders", loop, () -> {}));
        assertThatIllegalStateException().isThrownBy(() -> QueueAppearance.start("/orders", loop, () -> {}));
    }

    @Test
    void whatCannotBeLookedUpIsNotReportedAsThere() {
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(Programs.unshare("--ipc"), "echo 1 > /proc/sys/fs/mqueue/queues_max")
                .under(Programs.without("sys_resource"))
                .under(Programs.limit("--nofile=64"))
                .start(Refused.class)) {
            assertThat(jvm.awaitExit(Bounds.WITH_START).output())
                    .endsWith("full: false, then true\nno descriptor: false, then true\n");
        }
    }

    /** Waits while the namespace has as many queues as it may, and while this process has as many descriptors. */
    static final class Refused {
        private Refused() {}

        public static void main(String[] args) throws Exception {
            try (EventLoop loop = EventLoop.create()) {
                CompletableFuture<Void> behindOther = new CompletableFuture<>();
                CompletableFuture<Void> withoutDescriptor = new CompletableFuture<>();
                PosixMessageQueue.builder("/other").create().close();
                boolean early = isReported("/full", loop, behindOther);
                PosixMessageQueue.unlink("/other");
                PosixMessageQueue.builder("/full").create().close();
                behindOther.get();
                System.out.println("full: " + early + ", then " + behindOther.isDone());
                PosixMessageQueue.unlink("/full");
                try (UsedUpDescriptors usedUp = new UsedUpDescriptors()) {
                    usedUp.useUp();
                    early = isReported("/scarce", loop, withoutDescriptor);
                }
                PosixMessageQueue.builder("/scarce").create().close();
                withoutDescriptor.get();
                System.out.println("no descriptor: " + early + ", then " + withoutDescriptor.isDone());
                PosixMessageQueue.unlink("/scarce");
            }
        }

        /** Whether the first look reports a queue that does not exist. */
        private static boolean isReported(String name, EventLoop loop, CompletableFuture<Void> there) {
            CompletableFuture<Boolean> looked = new CompletableFuture<>();
            loop.execute(() -> {
                QueueAppearance.start(name, loop, () -> there.complete(null));
                loop.schedule(0, () -> looked.complete(there.isDone())); // runs behind the look
            });
            return looked.join();
        }
    }

    @Test
    void theKernelReportsTheQueueWhereTheFileSystemIsMounted(@TempDir Path mountPoint) {
        String[] namespaces = Programs.unshare("--ipc", "--mount");
        try (RunningProgram jvm = new ForkedJvm()
                .inNamespaces(namespaces, "mount -t mqueue none '" + mountPoint + "'")
                .start(Watching.class, mountPoint)) {
            assertThat(jvm.awaitExit(Bounds.WITH_START).output()).endsWith("watched, there\n");
        }
    }

    /** Waits for a queue, and looks whether the kernel watches the mounted file system meanwhile. */
    static final class Watching {
        private Watching() {}

        public static void main(String[] args) throws Exception {
            CompletableFuture<Void> there = new CompletableFuture<>();
            try (EventLoop loop = EventLoop.create()) {
                loop.execute(() -> QueueAppearance.start("/later", loop, () -> there.complete(null)));
                String inode = Long.toHexString((long) Files.getAttribute(Path.of(args[0]), "unix:ino"));
                Bounds.await("the kernel's watch").until(() -> isWatched(inode));
                System.out.print("watched, ");
                try (PosixMessageQueue queue =
                        PosixMessageQueue.builder("/later").create()) {
                    there.get();
                    PosixMessageQueue.unlink(queue.name());
                }
            }
            System.out.println("there");
        }

        private static boolean isWatched(String inode) throws IOException {
            try (Stream<Path> infos = Files.list(Path.of("/proc/self/fdinfo"))) {
                return infos.map(Watching::lines)
                        .flatMap(List::stream)
                        .anyMatch(line -> line.startsWith("inotify ") && line.contains(" ino:" + inode + " "));
            }
        }

        private static List<String> lines(Path file) {
            try {
                return Files.readAllLines(file);
            } catch (IOException closedMeanwhile) {
                return List.of();
            }
        }
    }
}
