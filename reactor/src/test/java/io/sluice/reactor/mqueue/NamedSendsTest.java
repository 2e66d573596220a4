package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.queue.OperationQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sends to one name, where the end of one of them must not hold up the others. */
class NamedSendsTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final String name = queues.name();
    private final EventLoop loop = queues.closing(EventLoop.create("named-sends"));
    private final NamedSends sends = new NamedSends(name, SenderOptions.create().eventLoop(loop));

    NamedSendsTest() {
        queues.closing(sends::close);
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

    @Test
    void aSendThatIsFoundCancelledWhenItStartsKeepsNoOtherFromTheNextQueue() {
        ScriptedSend cancelled = new ScriptedSend(sends, "cancelled");
        sends.submit(cancelled);
        Queues.passThrough(loop);
        cancelled.isCancelled = true; // and no more: a cancel of its stream may come too late to meet it
        PosixMessageQueue first = create();
        Bounds.await("the drop").until(() -> cancelled.outcomes.contains("dropped"));
        assertThat(send("m0").awaitEnd()).isNull();
        Probe<Void> waiting = send("m1");
        Queues.passThrough(loop);
        PosixMessageQueue.unlink(name);
        PosixMessageQueue second = create();
        assertThat(waiting.awaitEnd()).isNull();
        assertThat(Queues.drain(first)).containsExactly("m0");
        assertThat(Queues.drain(second)).containsExactly("m1");
        assertThat(cancelled.outcomes).containsExactly("dropped");
    }

    @Test
    void aSubscriberThatThrowsAtTheCloseTakesNoOutcomeFromTheOthersAndNothingIsSentLater() {
        Queue<Throwable> uncaught = uncaught();
        sends.submit(new Throwing("throws"));
        Probe<Void> other = send("m0");
        sends.close();
        assertThat(other.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        Bounds.await("the report").until(() -> !uncaught.isEmpty());
        assertThat(uncaught).hasOnlyElementsOfType(ExpectedException.class);
        PosixMessageQueue queue = create();
        Queues.passThrough(loop);
        assertThat(Queues.drain(queue)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "longer than sixteen bytes"})
    void anOutcomeWhoseSubscriberThrowsLetsTheOthersGoOn(String text) {
        Queue<Throwable> uncaught = uncaught();
        PosixMessageQueue queue = create();
        PosixMessageQueue other = queues.create(1, 16);
        ScriptedSend waiting = new ScriptedSend(sends, "m0");
        loop.execute(() -> {
            sends.takesBack(waiting, QueueRemovedException.unlinked("mq_send", name)); // until the old queue is left
            new Throwing(text).start(new OperationQueue<>(new PosixMqTarget(other, MetricsRecorder.none()), loop));
        });
        Bounds.await("the outcome").until(() -> waiting.outcomes.contains("succeeded"));
        assertThat(uncaught).hasOnlyElementsOfType(ExpectedException.class).hasSize(1);
        assertThat(Queues.drain(queue)).containsExactly("m0");
    }

    @Test
    void aSendThatComesWithTheLastTasksOfItsLoopFailsToo() {
        CompletableFuture<Probe<Void>> late = new CompletableFuture<>();
        Probe<Void> waiting = send("waiting");
        loop.execute(() -> loop.addCloseHook(cause -> late.complete(send("late"))));
        loop.close();
        assertThat(waiting.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(late.join().awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    private Queue<Throwable> uncaught() {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        loop.execute(
                () -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown)));
        return uncaught;
    }

    private static final class ExpectedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A send whose subscriber throws at each outcome. */
    private final class Throwing extends ScriptedSend {
        Throwing(String text) {
            super(sends, text);
        }

        @Override
        void succeeded() {
            throw new ExpectedException();
        }

        @Override
        void failed(Throwable cause) {
            throw new ExpectedException();
        }
    }
}
