package io.sluice.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** The meters of POSIX queues, beside a C program. */
class SluiceMetersTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SluiceMeters meters = SluiceMeters.create(registry);
    private final PosixMessageQueue queue = queues.create(4, 64);
    private final PosixMqReceiver receiver =
            PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().metrics(meters));
    private final PosixMqSender sender =
            PosixMqSender.create(queue, SenderOptions.create().metrics(meters));

    private double count(String name) {
        return registry.get(name)
                .tags("kind", "posix-mq", "name", queue.name())
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get(name)
                .tags("kind", "posix-mq", "name", queue.name())
                .gauge()
                .value();
    }

    @Test
    void theMessagesOfACProcessAreCounted() {
        List<PosixMessage> received;
        try (RunningProgram peer = CProgram.of("mq_send").start(queue.name(), 100, 64, 3)) {
            received = receiver.receive().take(100).collectList().block(Bounds.SOON);
            peer.awaitExit(Bounds.SOON);
        }
        assertThat(count("sluice.receive.messages")).isEqualTo(100);
        assertThat(count("sluice.receive.bytes"))
                .isEqualTo(received.stream().mapToInt(PosixMessage::size).sum());
        Bounds.await("each sixteenth and the first are timed")
                .until(() -> registry.get("sluice.receive.handling").timer().count() == 7);
        Bounds.await("the stream has ended").until(() -> gauge("sluice.receive.streams") == 0);
    }

    @Test
    void theDepthIsReadFromTheKernelAndFollowsTheHandlesOfItsName() {
        PosixMqSender.create(queue, SenderOptions.create().metrics(meters));
        Queues.preload(queue, 3);
        assertThat(gauge("sluice.queue.messages")).isEqualTo(3);
        assertThat(gauge("sluice.queue.messages.max")).isEqualTo(4);
        queue.close();
        assertThat(gauge("sluice.queue.messages")).isNaN();
        PosixMessageQueue again = queues.open(queue.name(), PosixAccess.READ_WRITE);
        meters.watch(MeteredObject.of(again));
        assertThat(gauge("sluice.queue.messages")).isEqualTo(3);
        PosixMessageQueue.unlink(queue.name());
        assertThat(gauge("sluice.queue.messages")).isNaN();
    }

    @Test
    void anObjectWithoutAStreamHasItsGaugesFromABinder() {
        Queues.preload(queue, 2);
        FillLevelMeters.of(MeteredObject.of(queue), Tags.of("app", "test")).bindTo(registry);
        assertThat(registry.get("sluice.queue.messages")
                        .tags("app", "test")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void theRegistryDoesNotKeepAHandleThatNobodyUses() {
        PosixMessageQueue other = queues.open(queue.name(), PosixAccess.READ);
        meters.watch(MeteredObject.of(other));
        WeakReference<PosixMessageQueue> reference = new WeakReference<>(other);
        queues.close();
        other = null;
        Bounds.await("it is collected").until(() -> {
            System.gc();
            return reference.get() == null;
        });
        assertThat(gauge("sluice.queue.messages")).isNaN();
    }

    @Test
    void aHandleIsKeptOnceHoweverManyReceiversItHas() {
        LatestObjects objects = new LatestObjects(registry, Tags.of("app", "test"));
        for (int receivers = 0; receivers < 100; receivers++) {
            objects.add(MeteredObject.of(queue));
        }
        assertThat(objects.size()).isEqualTo(1);
    }

    @Test
    void sendsAndTheirWaitsAreMeasured() {
        Queues.fill(queue);
        Disposable send = sender.send(PosixMessage.ofText("waits")).subscribe();
        Bounds.await("it waits").until(() -> gauge("sluice.send.waiting") == 1);
        queue.tryReceive();
        Bounds.await("the wait is over").until(() -> gauge("sluice.send.waiting") == 0);
        Bounds.await("it is measured")
                .until(() -> registry.get("sluice.send.waits").timer().count() == 1);
        assertThat(registry.get("sluice.send.waits").timer().totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        Bounds.await("its outcome").until(send::isDisposed);
        assertThat(count("sluice.send.messages")).isEqualTo(1);
        assertThat(count("sluice.send.bytes")).isEqualTo(5);
    }

    @Test
    void aRefusalIsCountedByItsErrno() {
        Queues.fill(queue);
        sender.sendNow(PosixMessage.ofText("late")).onErrorComplete().block(Bounds.SOON);
        sender.send(PosixMessage.ofText("late"), Duration.ofMillis(2))
                .onErrorComplete()
                .block(Bounds.SOON);
        assertThat(registry.get("sluice.send.refusals")
                        .tags("reason", "EAGAIN")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("sluice.send.refusals")
                        .tags("reason", "ETIMEDOUT")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aStreamThatFailsIsCountedByItsErrno() {
        PosixMessageQueue.unlink(queue.name());
        receiver.receive().onErrorComplete().blockLast(Bounds.SOON);
        assertThat(registry.get("sluice.receive.failures")
                        .tags("reason", "EIDRM")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
