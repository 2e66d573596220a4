package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.DeepSleeper;
import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.SendFlux;
import io.sluice.reactor.mqueue.ScriptedSend.Step;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Sinks;

/** Sends to a name that find the heap full: each has an outcome, and holds up no other. */
class NamedSendShortageTest {
    private static final int MAX_IN_FLIGHT = 1000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final String name = queues.name();
    private final DeepSleeper sleeper = new DeepSleeper();
    private final EventLoop loop = queues.closing(sleeper.loop);
    private final SenderOptions options = SenderOptions.create().eventLoop(loop);
    private final AtomicBoolean openingIsShort = new AtomicBoolean();
    private final NamedSends sends = new NamedSends(name, options, this::open);

    NamedSendShortageTest() {
        queues.closing(sends::close);
    }

    private PosixMessageQueue open() {
        if (openingIsShort.getAndSet(false)) {
            throw new OutOfMemoryError("expected");
        }
        return PosixMessageQueue.open(name, PosixAccess.WRITE);
    }

    private PosixMessageQueue create() {
        return queues.closing(PosixMessageQueue.builder(name)
                .maxMessages(1)
                .maxMessageSize(16)
                .create());
    }

    private Probe<Void> send(String text) {
        return Probe.of(new NamedSendMono(sends, PosixMessage.ofText(text), Limit.NONE), 1);
    }

    private static void assertRefused(ScriptedSend send) {
        Bounds.await("the outcome").until(() -> !send.outcomes.isEmpty());
        assertThat(send.outcomes).hasOnlyElementsOfType(OutOfMemoryError.class).hasSize(1);
    }

    /** Also to the next queue: it is opened when no send is counted on the old one. */
    private void assertOthersGoOn(Probe<Void> waiting) {
        PosixMessageQueue first = create();
        assertThat(waiting.awaitEnd()).isNull();
        Probe<Void> next = send("next");
        Queues.passThrough(loop);
        PosixMessageQueue.unlink(name);
        PosixMessageQueue second = create();
        assertThat(next.awaitEnd()).isNull();
        assertThat(Queues.drain(first)).containsExactly("first");
        assertThat(Queues.drain(second)).containsExactly("next");
    }

    @ParameterizedTest
    @EnumSource
    void aSendThatFindsNoMemoryOnItsWayToAQueueFailsAlone(Step step) {
        Probe<Void> other = send("first");
        ScriptedSend refused = new ScriptedSend(sends, "refused");
        refused.shortAt = step;
        sends.submit(refused);
        if (step != Step.START) {
            assertRefused(refused);
        }
        assertOthersGoOn(other);
        assertRefused(refused);
    }

    @Test
    void aSendThatFindsNoMemoryToWaitForTheNextQueueFailsAlone() {
        PosixMessageQueue full = create();
        Queues.fill(full);
        ScriptedSend refused = new ScriptedSend(sends, "refused");
        sends.submit(refused);
        Queues.passThrough(loop);
        refused.shortAt = Step.TIMEOUT;
        PosixMessageQueue.unlink(name);
        assertRefused(refused);
        assertOthersGoOn(send("first"));
    }

    @Test
    void sendsFailWhereThereIsNoMemoryToLookForTheirQueueAndTheNextOneLooksAgain() {
        openingIsShort.set(true);
        assertThat(send("refused").awaitEnd()).isInstanceOf(OutOfMemoryError.class);
        assertOthersGoOn(send("first"));
    }

    @Test
    void aSendForWhichTheLoopCannotBeWokenUpFails() {
        Bounds.awaitSpinning(
                "a loop that sleeps",
                () -> { // one that wakes up by itself may run the task all the same
                    sleeper.shortages.set(1);
                    return send("m").error() instanceof OutOfMemoryError;
                });
        sleeper.shortages.set(0);
    }

    @Test
    void thePublisherOfAStreamWaitsUntilTheLoopCanBeWokenUp() {
        Sinks.Many<OutboundMessage<PosixMessage, Integer>> messages =
                Sinks.many().unicast().onBackpressureBuffer();
        Probe<SendResult<Integer>> probe = Probe.of(
                new SendFlux<>(() -> new NamedSendGroup(sends), options.maxInFlight(MAX_IN_FLIGHT), messages.asFlux()),
                Long.MAX_VALUE);
        Queues.passThrough(loop);
        AtomicInteger count = new AtomicInteger();
        sleeper.shortages.set(3);
        Bounds.awaitSpinning("a loop that sleeps", () -> {
            int number = count.getAndIncrement();
            assertThat(number).as("messages that the stream asks for").isLessThan(MAX_IN_FLIGHT);
            messages.tryEmitNext(OutboundMessage.create(PosixMessage.ofText("m" + number), number))
                    .orThrow();
            return sleeper.shortages.get() == 0;
        });
        int all = count.get();
        PosixMessageQueue queue = create();
        Bounds.await("the results").until(() -> {
            Queues.drain(queue);
            return probe.receivedCount() == all || probe.hasEnded();
        });
        assertThat(probe.received()).allMatch(SendResult::isSent);
        assertThat(probe.received())
                .extracting(SendResult::correlationMetadata)
                .isEqualTo(IntStream.range(0, all).boxed().toList());
        probe.cancel();
    }

    @Test
    void aCancelForWhichTheLoopCannotBeWokenUpKeepsNoOtherFromTheNextQueue() {
        PosixMessageQueue full = create();
        Queues.fill(full);
        Probe<Void> cancelled = send("cancelled");
        Queues.passThrough(loop);
        sleeper.shortages.set(3);
        cancelled.cancel();
        sleeper.shortages.set(0); // while the loop is awake, nobody has to wake it up
        PosixMessageQueue.unlink(name);
        assertOthersGoOn(send("first"));
        assertThat(Queues.drain(full)).isEmpty();
        assertThat(cancelled.ends()).isZero();
    }
}
