package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.MqueueFileSystem;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.PosixMqLimits;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.blockhound.BlockingOperationError;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** BlockHound is on, knows this library, and finds nothing in it. */
class BlockHoundTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(3, 16);
    private final EventLoop loop = queues.closing(EventLoop.create());

    @Test
    void aBlockingCallOnALoopsThreadIsDetected() {
        assertThat(thrownOnLoop(() -> {
                    Thread.sleep(1);
                    return null;
                }))
                .isInstanceOf(BlockingOperationError.class)
                .hasMessageContaining("sleep");
    }

    @Test
    void theLibrarysOwnBlockingCallsAreDetected() {
        EventLoop other = queues.closing(EventLoop.create());
        assertThat(thrownOnLoop(PosixMqLimits::read)).isInstanceOf(BlockingOperationError.class);
        assertThat(thrownOnLoop(MqueueFileSystem::find)).isInstanceOf(BlockingOperationError.class);
        assertThat(thrownOnLoop(queue::permissions)).isInstanceOf(BlockingOperationError.class);
        assertThat(thrownOnLoop(() -> {
                    other.close();
                    return null;
                }))
                .isInstanceOf(BlockingOperationError.class);
    }

    @Test
    void openingAQueueIsPossibleOnALoopsThreadAndExplainsItsFailure() {
        String name = queues.name();
        assertThat(thrownOnLoop(() -> PosixMessageQueue.open(name, PosixAccess.READ)))
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("ENOENT");
        assertThat(thrownOnLoop(() ->
                        PosixMessageQueue.builder(name).maxMessages(1_000_000).create()))
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("msg_max");
        assertThat(thrownOnLoop(() -> {
                    PosixMessageQueue opened = PosixMessageQueue.open(queue.name(), PosixAccess.READ_WRITE);
                    opened.trySend(PosixMessage.ofText("x"));
                    opened.tryReceive();
                    opened.close();
                    return null;
                }))
                .isNull();
    }

    @Test
    void turnsTimeoutsAndClosesOnALoopsThreadAreNoBlockingCalls() {
        Queues.fill(queue);
        PosixMessageQueue twin = queues.open(queue.name(), PosixAccess.READ_WRITE);
        PosixMqSender sender = PosixMqSender.create(twin, SenderOptions.create().eventLoop(loop));
        Probe<Void> timedOut = Probe.of(sender.send(PosixMessage.ofText("x"), Duration.ofMillis(20)), 1);
        assertThat(timedOut.awaitEnd()).isInstanceOf(ErrnoException.class).hasMessageContaining("ETIMEDOUT");

        Probe<Void> cancelled = Probe.of(sender.send(PosixMessage.ofText("x")), 1);
        Waiters.awaitBusy(1);
        assertThat(thrownOnLoop(() -> {
                    cancelled.cancel();
                    return null;
                }))
                .isNull();

        Probe<Void> closed = Probe.of(sender.send(PosixMessage.ofText("x")), 1);
        Probe<PosixMessage> receiver = Probe.of(
                PosixMqReceiver.create(
                                queues.create(1, 8),
                                PosixMqReceiverOptions.create().eventLoop(loop).fair(true))
                        .receive(),
                1);
        Waiters.awaitBusy(2);
        assertThat(thrownOnLoop(() -> {
                    twin.close();
                    receiver.cancel();
                    return null;
                }))
                .isNull();
        assertThat(closed.awaitEnd()).isInstanceOf(ErrnoException.class).hasMessageContaining("EBADF");
    }

    @Test
    void cancelsOnOtherNonBlockingThreadsWaitForAnAttemptUnderWay() {
        PosixMqSender sender =
                PosixMqSender.create(queue, SenderOptions.create().eventLoop(loop));
        Scheduler parallel = Schedulers.newParallel("cancelling", 1);
        List<CompletableFuture<Void>> cancels = new ArrayList<>();
        try {
            for (int i = 0; i < 20_000; i++) {
                Disposable send = sender.send(PosixMessage.ofText("m" + i)).subscribe();
                CompletableFuture<Void> cancel = new CompletableFuture<>();
                parallel.schedule(() -> {
                    try {
                        send.dispose();
                        cancel.complete(null);
                    } catch (Throwable thrown) {
                        cancel.completeExceptionally(thrown);
                    }
                });
                cancels.add(cancel);
                queue.tryReceive();
            }
            assertThat(CompletableFuture.allOf(cancels.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(20, TimeUnit.SECONDS);
        } finally {
            parallel.dispose();
        }
    }

    /** Runs a call on the loop's thread; returns what it threw, or null. */
    private Throwable thrownOnLoop(Callable<?> call) {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                call.call();
                thrown.complete(null);
            } catch (Throwable t) {
                thrown.complete(t);
            }
        });
        try {
            return thrown.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
