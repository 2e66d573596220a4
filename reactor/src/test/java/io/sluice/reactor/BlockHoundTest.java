package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.Access;
import io.sluice.mqueue.MqFileSystem;
import io.sluice.mqueue.MqLimits;
import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.TestQueues;
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
        assertThat(thrownOnLoop(MqLimits::read)).isInstanceOf(BlockingOperationError.class);
        assertThat(thrownOnLoop(MqFileSystem::find)).isInstanceOf(BlockingOperationError.class);
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
        assertThat(thrownOnLoop(() -> PosixMessageQueue.open(name, Access.READ)))
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("ENOENT");
        assertThat(thrownOnLoop(() ->
                        PosixMessageQueue.builder(name).maxMessages(1_000_000).create()))
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("msg_max");
        assertThat(thrownOnLoop(() -> {
                    PosixMessageQueue opened = PosixMessageQueue.open(queue.name(), Access.READ_WRITE);
                    opened.trySend(MqMessage.ofText("x"));
                    opened.tryReceive();
                    opened.close();
                    return null;
                }))
                .isNull();
    }

    @Test
    void turnsTimeoutsAndClosesOnALoopsThreadAreNoBlockingCalls() {
        Queues.fill(queue);
        PosixMessageQueue twin = queues.open(queue.name(), Access.READ_WRITE);
        PosixMqSender sender =
                PosixMqSender.create(twin, MqSenderOptions.create().eventLoop(loop));
        Probe<Void> timedOut = Probe.of(sender.send(MqMessage.ofText("x"), Duration.ofMillis(20)), 1);
        assertThat(timedOut.awaitEnd()).isInstanceOf(ErrnoException.class).hasMessageContaining("ETIMEDOUT");

        Probe<Void> cancelled = Probe.of(sender.send(MqMessage.ofText("x")), 1);
        Waiters.awaitBusy(1);
        assertThat(thrownOnLoop(() -> {
                    cancelled.cancel();
                    return null;
                }))
                .isNull();

        Probe<Void> closed = Probe.of(sender.send(MqMessage.ofText("x")), 1);
        Probe<MqMessage> receiver = Probe.of(
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
                PosixMqSender.create(queue, MqSenderOptions.create().eventLoop(loop));
        Scheduler parallel = Schedulers.newParallel("cancelling", 1);
        List<CompletableFuture<Void>> cancels = new ArrayList<>();
        try {
            for (int i = 0; i < 20_000; i++) {
                Disposable send = sender.send(MqMessage.ofText("m" + i)).subscribe();
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
