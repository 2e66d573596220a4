package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.QueueFullException;
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
import io.sluice.testing.TestQueues;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Hooks;

/** A recorder was compiled against another version of its library, and ends with errors: nothing is lost but what it records. */
class FailingRecorderTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(1, 64);
    private final List<String> dropped = new CopyOnWriteArrayList<>();

    @BeforeEach
    void keepWhatIsDropped() {
        Hooks.onErrorDropped(error -> dropped.add(error.getMessage()));
    }

    @AfterEach
    void keepNothingMore() {
        Hooks.resetOnErrorDropped();
    }

    private static NoSuchMethodError missing(String what) {
        return new NoSuchMethodError("none for " + what);
    }

    private PosixMqSender sender(OperationRecorder recorder) {
        MetricsRecorder metrics = new MetricsRecorder() {
            @Override
            public OperationRecorder sending(MeteredObject object) {
                return recorder;
            }
        };
        return PosixMqSender.create(queue, SenderOptions.create().metrics(metrics));
    }

    private PosixMqReceiver receiver(MetricsRecorder metrics) {
        return PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().metrics(metrics));
    }

    @Test
    void aHookThatThrowsAsWellTakesNoOutcomeAway() {
        Hooks.onErrorDropped(error -> {
            throw new IllegalStateException("of the hook", error);
        });
        sender(new OperationRecorder() {
                    @Override
                    public void done(long bytes) {
                        throw missing("a send");
                    }
                })
                .send(PosixMessage.ofText("one"))
                .block(Bounds.SOON);
    }

    @Test
    void aSendThatIsDoneCompletes() {
        sender(new OperationRecorder() {
                    @Override
                    public void done(long bytes) {
                        throw missing("a send");
                    }
                })
                .send(PosixMessage.ofText("one"))
                .block(Bounds.SOON);
        assertThat(dropped).containsExactly("none for a send");
    }

    @Test
    void aSendThatIsRefusedFailsWithItsOwnError() {
        PosixMqSender sender = sender(new OperationRecorder() {
            @Override
            public void refused(String reason) {
                throw missing(reason);
            }
        });
        sender.send(PosixMessage.ofText("one")).block(Bounds.SOON);
        Probe<Void> second = Probe.of(sender.sendNow(PosixMessage.ofText("two")), 1);
        assertThat(second.awaitEnd()).isInstanceOf(QueueFullException.class);
        assertThat(dropped).containsExactly("none for EAGAIN");
    }

    @Test
    void aMessageThatWasTakenReachesItsSubscriber() {
        sender(new OperationRecorder() {}).send(PosixMessage.ofText("one")).block(Bounds.SOON);
        String received = receiver(new MetricsRecorder() {
                    @Override
                    public ReceiveRecorder receiving(MeteredObject object) {
                        return new ReceiveRecorder() {
                            @Override
                            public long delivering(long bytes) {
                                throw missing("a message");
                            }
                        };
                    }
                })
                .receive()
                .map(PosixMessage::text)
                .blockFirst(Bounds.SOON);
        assertThat(received).isEqualTo("one");
        assertThat(dropped).containsExactly("none for a message");
    }

    @Test
    void aStreamGoesOnWithoutARecorderThatCannotBeHad() {
        sender(new OperationRecorder() {}).send(PosixMessage.ofText("one")).block(Bounds.SOON);
        String received = receiver(new MetricsRecorder() {
                    @Override
                    public ReceiveRecorder receiving(MeteredObject object) {
                        throw missing("a stream");
                    }
                })
                .receive()
                .map(PosixMessage::text)
                .blockFirst(Bounds.SOON);
        assertThat(received).isEqualTo("one");
        assertThat(dropped).containsExactly("none for a stream");
    }

    @Test
    void aPermitIsGivenBackOnce() {
        MetricsRecorder metrics = new MetricsRecorder() {
            @Override
            public OperationRecorder acquiring(MeteredObject object) {
                return new OperationRecorder() {
                    @Override
                    public void released() {
                        throw missing("a release");
                    }
                };
            }
        };
        String name = queue.name() + "-permits";
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).value(1).create()) {
            Permit permit = SemaphoreAcquirer.create(
                            semaphore, SemaphoreAcquirerOptions.create().metrics(metrics))
                    .acquire()
                    .block(Bounds.SOON);
            assertThat(permit.release()).isTrue();
            assertThat(permit.release()).isFalse();
            assertThat(semaphore.value()).isEqualTo(1);
        } finally {
            PosixSemaphore.unlink(name);
        }
        assertThat(dropped).containsExactly("none for a release");
    }
}
