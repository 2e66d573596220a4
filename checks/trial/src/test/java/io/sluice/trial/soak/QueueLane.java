package io.sluice.trial.soak;

import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.Random;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A queue, each message of which is counted when it goes in and when it comes out. That it is full may refuse a message;
 * nothing else may fail.
 */
abstract class QueueLane<M> extends Lane {
    static final Duration PATIENCE = Duration.ofMillis(20);
    static final int MOST_AT_ONCE = 6;
    private static final int LONGEST_WAIT_MILLIS = 300;

    private final Class<M> type;
    private Ledger ledger;

    QueueLane(Totals totals, Class<M> type) {
        super(totals);
        this.type = type;
    }

    final void begin(String queue) {
        totals.openings.incrementAndGet();
        ledger = new Ledger(queue);
    }

    final void receive(StreamKind kind, Flux<M> messages) {
        receive(kind, messages, Duration.ZERO);
    }

    final void receive(StreamKind kind, Flux<M> messages, Duration toGoal) {
        Ledger counts = ledger;
        Flux<M> counted = messages.doOnDiscard(type, discarded -> counts.gone()).doOnNext(received -> counts.gone());
        read(kind, counted, toGoal);
    }

    /** How long to wait for one message: not at all, or less than until the lane's next step as a rule. */
    static Duration someTime(Random random) {
        return Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS));
    }

    static SenderOptions streamOptions(Random random) {
        return SenderOptions.create().sendTimeout(PATIENCE).stopOnError(random.nextBoolean());
    }

    final void await(Mono<Void> send) {
        try {
            send.block(Bounds.SOON);
            sent();
        } catch (QueueFullException | SendTimeoutException full) {
            totals.refused.incrementAndGet();
        }
    }

    final void await(Flux<SendResult<Integer>> results) {
        results.doOnNext(result -> {
                    if (result.isSent()) {
                        sent();
                    } else if (isFull(result.exception())) {
                        totals.refused.incrementAndGet();
                    } else {
                        throw new AssertionError("not sent: " + result, result.exception());
                    }
                })
                .onErrorResume(QueueLane::isFull, full -> {
                    totals.refused.incrementAndGet();
                    return Mono.empty();
                })
                .blockLast(Bounds.SOON);
    }

    private static boolean isFull(Throwable refusal) {
        return refusal instanceof QueueFullException || refusal instanceof SendTimeoutException;
    }

    private void sent() {
        ledger.sent();
        totals.sent.incrementAndGet();
    }

    /** Takes one message of what is left; false where nothing is. */
    abstract boolean takeOne();

    /** To be called behind the last subscriber, and in front of the end of the queue. */
    final void settle() {
        while (takeOne()) {
            ledger.gone();
        }
        ledger.awaitBalance();
    }
}
