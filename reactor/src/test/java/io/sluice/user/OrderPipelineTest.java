package io.sluice.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.SendTimeoutException;
import io.sluice.junit.LinuxIpc;
import io.sluice.junit.QueueShape;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A user's tests, as docs/testing.md shows them. */
@LinuxIpc
class OrderPipelineTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    static {
        BlockHound.install();
    }

    private final PosixMessageQueue queue;

    OrderPipelineTest(@QueueShape(maxMessages = 3, maxMessageSize = 64) PosixMessageQueue queue) {
        this.queue = queue;
    }

    private static Flux<String> answers(PosixMessageQueue orders) {
        return PosixMqReceiver.create(orders).receive().map(order -> "done: " + order.text());
    }

    @Test
    void theUrgentOrderIsAnsweredFirst() {
        queue.trySend(PosixMessage.ofText("whenever", 0));
        queue.trySend(PosixMessage.ofText("now", 9));

        StepVerifier.create(answers(queue))
                .expectNext("done: now", "done: whenever")
                .thenCancel()
                .verify(BOUND);
    }

    @Test
    void ordersStayInTheQueueUntilTheyAreAskedFor() {
        queue.trySend(PosixMessage.ofText("one"));
        queue.trySend(PosixMessage.ofText("two"));

        StepVerifier.create(answers(queue), 0)
                .thenRequest(1)
                .expectNext("done: one")
                .then(() -> assertThat(queue.attributes().currentMessages()).isEqualTo(1))
                .thenCancel()
                .verify(BOUND);
    }

    @Test
    void nobodyTakesTheAnswers() {
        PosixMqSender sender = PosixMqSender.create(queue);
        Flux<Void> sending = Flux.range(0, 4)
                .concatMap(i -> sender.send(PosixMessage.ofText("answer " + i), Duration.ofMillis(100)));

        StepVerifier.create(sending).expectError(SendTimeoutException.class).verify(BOUND);
    }

    @Test
    void whatBlocksTheEventLoopIsFound() {
        queue.trySend(PosixMessage.ofText("one"));
        Flux<PosixMessage> blocking =
                PosixMqReceiver.create(queue).receive().doOnNext(order -> sleep(Duration.ofMillis(10)));

        StepVerifier.create(blocking).expectError(BlockingOperationError.class).verify(BOUND);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
