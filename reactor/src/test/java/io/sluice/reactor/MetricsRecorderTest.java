package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.QueueFullException;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.semaphore.SemaphoreAcquirerOptions;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.test.StepVerifier;

/** What the engines notify a recorder of. */
class MetricsRecorderTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final CountedMetrics counted = new CountedMetrics();
    private final PosixMessageQueue queue = queues.create(4, 64);
    private final PosixMqReceiver receiver =
            PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().metrics(counted));
    private final PosixMqSender sender =
            PosixMqSender.create(queue, SenderOptions.create().metrics(counted));

    @Test
    void theMessagesOfACProcessAreCountedWithTheirBytes() {
        List<PosixMessage> received;
        try (RunningProgram peer = CProgram.of("mq_send").start(queue.name(), 100, 64, 7)) {
            received = receiver.receive().take(100).collectList().block(Bounds.SOON);
            peer.awaitExit(Bounds.SOON);
        }
        assertThat(counted.objects).containsOnly("posix-mq " + queue.name());
        Bounds.await("the last onNext has returned").until(() -> counted.delivered.get() == 100);
        assertThat(counted.receivedBytes)
                .hasValue(received.stream().mapToLong(PosixMessage::size).sum());
        Bounds.await("the stream has ended").until(() -> counted.ends.equals(List.of("null")));
    }

    @Test
    void aStreamThatFailsHasTheNameOfTheErrno() {
        PosixMessageQueue.unlink(queue.name());
        StepVerifier.create(receiver.receive()).expectError().verify(Bounds.SOON);
        assertThat(counted.ends).containsExactly("EIDRM");
    }

    @Test
    void aSendThatHasRoomDoesNotWait() {
        sender.send(PosixMessage.ofText("four")).block(Bounds.SOON);
        assertThat(counted.done).hasValue(1);
        assertThat(counted.sentBytes).hasValue(4);
        assertThat(counted.waits).isEmpty();
    }

    @Test
    void aStreamOfSendsCountsEachMessage() {
        Disposable drain = PosixMqReceiver.create(queue).receive().subscribe();
        Flux<OutboundMessage<PosixMessage, Integer>> messages =
                Flux.range(0, 50).map(i -> new OutboundMessage<>(PosixMessage.ofText("12345678"), i));
        assertThat(sender.send(messages).count().block(Bounds.SOON)).isEqualTo(50);
        assertThat(counted.done).hasValue(50);
        assertThat(counted.sentBytes).hasValue(400);
        Bounds.await("no wait is left").until(() -> counted.waiting.get() == 0);
        drain.dispose();
    }

    @Test
    void aRefusalHasTheNameOfTheErrno() {
        Queues.fill(queue);
        StepVerifier.create(sender.sendNow(PosixMessage.ofText("late")))
                .expectError(QueueFullException.class)
                .verify(Bounds.SOON);
        StepVerifier.create(sender.send(PosixMessage.ofText("late"), Duration.ofMillis(5)))
                .expectError()
                .verify(Bounds.SOON);
        StepVerifier.create(sender.sendNow(PosixMessage.of(new byte[65])))
                .expectError()
                .verify(Bounds.SOON);
        assertThat(counted.refusals).containsExactly("EAGAIN", "ETIMEDOUT", "EMSGSIZE");
        assertThat(counted.done).hasValue(0);
    }

    @Test
    void aSendThatWaitsSaysForHowLong() {
        Queues.fill(queue);
        Disposable send = sender.send(PosixMessage.ofText("late"), LONG).subscribe();
        Bounds.await("the send waits").until(() -> counted.waiting.get() == 1);
        assertThat(counted.done).hasValue(0);
        queue.tryReceive();
        Bounds.await("the wait is over").until(() -> counted.waits.size() == 1);
        Bounds.await("it is counted").until(() -> counted.done.get() == 1);
        assertThat(counted.waiting).hasValue(0);
        assertThat(counted.waits.get(0)).isPositive();
        Bounds.await("its outcome").until(send::isDisposed);
    }

    @Test
    void aSendThatIsCancelledWaitsNoLonger() {
        Queues.fill(queue);
        Disposable send = sender.send(PosixMessage.ofText("late"), LONG).subscribe();
        Bounds.await("the send waits").until(() -> counted.waiting.get() == 1);
        send.dispose();
        Bounds.await("the wait is over").until(() -> counted.waiting.get() == 0);
        Bounds.await("the cancel is counted").until(() -> counted.cancelled.get() == 1);
        assertThat(counted.done).hasValue(0);
        assertThat(counted.refusals).isEmpty();
    }

    @Test
    void permitsAreCountedWhenTheyAreAcquiredAndReleased() {
        String name = queue.name() + "-permits";
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).value(1).create()) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(
                    semaphore, SemaphoreAcquirerOptions.create().metrics(counted));
            Permit permit = acquirer.acquire().block(Bounds.SOON);
            assertThat(counted.done).hasValue(1);
            assertThat(acquirer.tryAcquire().blockOptional(Bounds.SOON)).isEmpty();
            assertThat(counted.refusals).containsExactly("EAGAIN");
            Disposable next = acquirer.acquire().subscribe(Permit::release);
            Bounds.await("the next one waits").until(() -> counted.waiting.get() == 1);
            permit.release();
            Bounds.await("both are given back").until(() -> counted.released.get() == 2);
            Bounds.await("the wait is over").until(() -> counted.waits.size() == 1);
            assertThat(counted.done).hasValue(2);
            next.dispose();
        } finally {
            PosixSemaphore.unlink(name);
        }
    }

    @Test
    void theSharedRecorderIsUsedWhereNoneIsGiven() {
        MetricsRecorder.replaceShared(counted);
        try {
            PosixMqSender.create(queue).send(PosixMessage.ofText("one")).block(Bounds.SOON);
            PosixMqReceiver.create(queue).receive().blockFirst(Bounds.SOON);
        } finally {
            MetricsRecorder.replaceShared(MetricsRecorder.none());
        }
        assertThat(counted.done).hasValue(1);
        assertThat(counted.receivedBytes).hasValue(3);
    }

    @Test
    void aRecorderThatThrowsBreaksNeitherStreamsNorSends() {
        MetricsRecorder broken = new MetricsRecorder() {
            @Override
            public ReceiveRecorder receiving(MeteredObject object) {
                return new ReceiveRecorder() {
                    @Override
                    public long delivering(long bytes) {
                        throw new IllegalStateException("a recorder that throws");
                    }
                };
            }

            @Override
            public OperationRecorder sending(MeteredObject object) {
                return new OperationRecorder() {
                    @Override
                    public void done(long bytes) {
                        throw new IllegalStateException("a recorder that throws");
                    }
                };
            }
        };
        PosixMqSender.create(queue, SenderOptions.create().metrics(broken))
                .send(PosixMessage.ofText("one"))
                .block(Bounds.SOON);
        assertThat(PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().metrics(broken))
                        .receive()
                        .map(PosixMessage::text)
                        .blockFirst(Bounds.SOON))
                .isEqualTo("one");
    }

    @Test
    void aPermitIsReleasedAlsoWhereTheRecorderThrows() {
        MetricsRecorder broken = new MetricsRecorder() {
            @Override
            public OperationRecorder acquiring(MeteredObject object) {
                return new OperationRecorder() {
                    @Override
                    public void released() {
                        throw new IllegalStateException("a recorder that throws");
                    }
                };
            }
        };
        String name = queue.name() + "-permits";
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).value(1).create()) {
            SemaphoreAcquirer.create(
                            semaphore, SemaphoreAcquirerOptions.create().metrics(broken))
                    .acquire()
                    .block(Bounds.SOON)
                    .release();
            assertThat(semaphore.value()).isEqualTo(1);
        } finally {
            PosixSemaphore.unlink(name);
        }
    }

    @Test
    void aRecorderThatCannotBeHadBreaksNothingAndIsReportedOnceByEach() {
        MetricsRecorder broken = new MetricsRecorder() {
            @Override
            public OperationRecorder sending(MeteredObject object) {
                throw new IllegalStateException("no recorder of sends");
            }

            @Override
            public OperationRecorder acquiring(MeteredObject object) {
                throw new IllegalStateException("no recorder of acquisitions");
            }
        };
        List<String> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(error -> dropped.add(error.getMessage()));
        String name = queue.name() + "-permits";
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).value(1).create()) {
            PosixMqSender recording =
                    PosixMqSender.create(queue, SenderOptions.create().metrics(broken));
            recording.send(PosixMessage.ofText("one")).block(Bounds.SOON);
            recording.send(PosixMessage.ofText("two")).block(Bounds.SOON);
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(
                    semaphore, SemaphoreAcquirerOptions.create().metrics(broken));
            acquirer.acquire().block(Bounds.SOON).release();
            acquirer.acquire().block(Bounds.SOON).release();
            assertThat(semaphore.value()).isEqualTo(1);
        } finally {
            Hooks.resetOnErrorDropped();
            PosixSemaphore.unlink(name);
        }
        assertThat(queue.attributes().currentMessages()).isEqualTo(2);
        assertThat(dropped).containsExactly("no recorder of sends", "no recorder of acquisitions");
    }

    @Test
    void theObjectsOfOneHandleAreEqual() {
        PosixMessageQueue other = queues.open(queue.name(), PosixAccess.READ);
        assertThat(MeteredObject.of(queue))
                .isEqualTo(MeteredObject.of(queue))
                .hasSameHashCodeAs(MeteredObject.of(queue))
                .isNotEqualTo(MeteredObject.of(other));
        assertThat(MeteredObject.of("lock", "/a")).isNotEqualTo(MeteredObject.of("lock", "/a"));
    }

    @Test
    void aLevelIsReadWhenItIsAskedForAndUnknownOnceItsQueueIsGone() {
        FillLevel messages = MeteredObject.of(queue).levels().get(0);
        assertThat(messages.current()).isZero();
        assertThat(messages.limit()).isEqualTo(4);
        Queues.preload(queue, 3);
        assertThat(messages.current()).isEqualTo(3);
        PosixMessageQueue.unlink(queue.name());
        assertThat(messages.current()).isNaN();
        queue.close();
        assertThat(messages.current()).isNaN();
        assertThat(messages.limit()).isNaN();
    }
}
