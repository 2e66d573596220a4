package io.sluice.mqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.jna.Native;
import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.QueueRemovedException;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.ForkedJvm;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has a queue open learns that it was unlinked. */
class UnlinkWatchTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final EventLoop loop = EventLoop.create();
    private final PosixMessageQueue queue = queues.create(2, 16);
    private final AtomicInteger count = new AtomicInteger();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private <T> T onLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop).join();
    }

    private UnlinkWatch watch(PosixMessageQueue watched) {
        return onLoop(() -> UnlinkWatch.start(watched, loop, () -> {
            assertThat(loop.inEventLoop()).isTrue();
            count.incrementAndGet();
        }));
    }

    private void awaitCount(int expected) {
        Bounds.awaitSpinning("an unlinked queue", () -> count.get() >= expected);
        assertThat(count).hasValue(expected);
    }

    /** Until the loop has looked at all that was reported before. */
    private void awaitLooks() {
        PosixMessageQueue last = queues.create(1, 1);
        CompletableFuture<Void> seen = new CompletableFuture<>();
        onLoop(() -> UnlinkWatch.start(last, loop, () -> seen.complete(null)));
        PosixMessageQueue.unlink(last.name());
        seen.join();
    }

    @Test
    void theFactIsKnownFromTheQueueAlone() {
        PosixMessageQueue other = queues.open(queue.name(), PosixAccess.WRITE);
        assertThat(queue.isUnlinked()).isFalse();
        PosixMessageQueue.unlink(queue.name());
        assertThat(queue.isUnlinked()).isTrue();
        assertThat(other.isUnlinked()).isTrue();
        queues.closing(PosixMessageQueue.builder(queue.name()).create());
        assertThat(queue.isUnlinked()).as("while another queue has the name").isTrue();
        other.close();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(other::isUnlinked);
    }

    @Test
    void theActionRunsOnceWhenTheQueueIsUnlinked() {
        watch(queue);
        PosixMessageQueue.unlink(queue.name());
        awaitCount(1);
        awaitLooks();
        assertThat(count).hasValue(1);
    }

    @Test
    void aQueueThatWasUnlinkedBeforeIsReportedInTheNextRound() {
        PosixMessageQueue.unlink(queue.name());
        int during = onLoop(() -> {
            UnlinkWatch.start(queue, loop, count::incrementAndGet);
            return count.get();
        });
        assertThat(during).isZero();
        awaitCount(1);
    }

    @Test
    void otherChangesOfTheQueueAreNotReported() {
        watch(queue);
        assertThat(Libc.get().files().fchmod(DescriptorNumbers.of(queue), 0640)).isZero();
        queue.trySend(PosixMessage.ofText("m"));
        awaitLooks();
        assertThat(count).hasValue(0);
        PosixMessageQueue.unlink(queue.name());
        awaitCount(1);
    }

    @Test
    void allWatchesOfOneQueueAreServedAndOfNoOther() {
        PosixMessageQueue again = queues.open(queue.name(), PosixAccess.READ);
        PosixMessageQueue another = queues.create(1, 1);
        watch(queue);
        watch(queue);
        watch(again);
        watch(another);
        PosixMessageQueue.unlink(queue.name());
        awaitCount(3);
        awaitLooks();
        assertThat(count).hasValue(3);
        PosixMessageQueue.unlink(another.name());
        awaitCount(4);
    }

    @Test
    void aCancelledWatchIsNotServedAndLeavesTheOthers() {
        UnlinkWatch cancelled = watch(queue);
        watch(queue);
        onLoop(() -> {
            cancelled.cancel();
            cancelled.cancel();
            return null;
        });
        PosixMessageQueue.unlink(queue.name());
        awaitCount(1);
        awaitLooks();
        assertThat(count).hasValue(1);
    }

    @Test
    void aQueueIsWatchedAgainAfterItsLastWatchWasCancelled() {
        for (int i = 0; i < 3; i++) {
            UnlinkWatch watch = watch(queue);
            onLoop(() -> {
                watch.cancel();
                return null;
            });
        }
        watch(queue);
        PosixMessageQueue.unlink(queue.name());
        awaitCount(1);
    }

    @Test
    void aWatchEndsWithItsQueue() {
        watch(queue);
        queue.close();
        PosixMessageQueue.unlink(queue.name());
        awaitLooks();
        assertThat(count).hasValue(0);
        watch(queue);
        awaitLooks();
        assertThat(count).hasValue(0);
    }

    @Test
    void whatOneActionThrowsDoesNotKeepTheOthersFromRunning() {
        onLoop(() -> UnlinkWatch.start(queue, loop, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> count.incrementAndGet());
            throw new IllegalStateException("thrown on purpose");
        }));
        watch(queue);
        PosixMessageQueue.unlink(queue.name());
        awaitCount(2);
    }

    @Test
    void allWatchesOfALoopShareOneDescriptorWhichIsClosedWithTheLoop() {
        int before = inotifyInstances();
        List<UnlinkWatch> watches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            watches.add(watch(queues.create(1, 1)));
        }
        assertThat(inotifyInstances()).isEqualTo(before + 1);
        loop.close();
        assertThat(inotifyInstances()).isEqualTo(before);
        assertThat(watches).hasSize(5);
    }

    private static int inotifyInstances() {
        String[] entries = Path.of("/proc/self/fd").toFile().list();
        int instances = 0;
        for (String entry : entries) {
            Path link = Path.of("/proc/self/fd", entry);
            try {
                instances += Files.readSymbolicLink(link).toString().equals("anon_inode:inotify") ? 1 : 0;
            } catch (IOException closedMeanwhile) {
                // It is none of ours.
            }
        }
        return instances;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNotificationSlotStaysRegistered(boolean unlinked) {
        PosixMqNotificationSlot slot = queues.closing(PosixMqNotificationSlot.open(queue));
        slot.register();
        UnlinkWatch watch = watch(queue);
        if (unlinked) {
            PosixMessageQueue.unlink(queue.name());
            awaitCount(1);
        }
        onLoop(() -> {
            watch.cancel();
            return null;
        });
        loop.close();
        assertThat(slot.tryRead()).isNull();
        queue.trySend(PosixMessage.ofText("m"));
        assertThat(slot.tryRead()).isEqualTo(PosixMqNotification.MESSAGE_ARRIVED);
    }

    @Test
    void onlyTheLoopsThreadWatches() {
        assertThatIllegalStateException().isThrownBy(() -> UnlinkWatch.start(queue, loop, () -> {}));
    }

    @Test
    void theErrorSaysWhatToDo() {
        assertThat(QueueRemovedException.unlinked("mq_receive", "/orders"))
                .returns(Errno.EIDRM, QueueRemovedException::errno)
                .hasMessage(
                        "mq_receive(/orders): EIDRM, identifier removed. The queue was unlinked, so no other process"
                                + " can open it any more. Open the name again for the queue that has it now, or state that this"
                                + " queue is unlinked on purpose (whenUnlinked).");
    }

    @Test
    void whoMayNotReadTheQueueLearnsOfItAllTheSame(@TempDir Path folder) {
        String name = queues.closing(PosixMessageQueue.builder(queues.name())
                        .maxMessages(1)
                        .maxMessageSize(1)
                        .mode(0622)
                        .create())
                .name();
        ForkedJvm nobody = new ForkedJvm().asNobody(folder, Writer.class, Libc.class, Native.class);
        try (RunningProgram jvm = nobody.start(Writer.class, name)) {
            jvm.awaitLine("watching");
            PosixMessageQueue.unlink(name);
            jvm.awaitLine("unlinked");
        }
    }

    /** Watches a queue that it may only write to. */
    static final class Writer {
        public static void main(String[] arguments) throws InterruptedException {
            try (PosixMessageQueue opened = PosixMessageQueue.open(arguments[0], PosixAccess.WRITE);
                    EventLoop loop = EventLoop.create()) {
                CompletableFuture<Void> seen = new CompletableFuture<>();
                loop.execute(() -> {
                    UnlinkWatch.start(opened, loop, () -> seen.complete(null));
                    System.out.println("watching");
                });
                seen.join();
                System.out.println("unlinked");
            }
        }
    }
}
