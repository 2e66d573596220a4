package io.sluice.benchmarks.worker;

import io.sluice.reactor.SendResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The results of a round's sends as they come: all of them, in order. */
final class SendOutcome {
    private final CountDownLatch ended = new CountDownLatch(1);
    private int sent;
    private @Nullable Throwable failure;

    void accept(SendResult<Integer> result) {
        if (!result.isSent() || result.correlationMetadata() != sent) {
            throw new IllegalStateException("result " + sent + ": " + result);
        }
        sent++;
    }

    void end(@Nullable Throwable cause) {
        failure = cause;
        ended.countDown();
    }

    void await(int count) throws InterruptedException {
        boolean inTime = ended.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS);
        if (!inTime || failure != null || sent != count) {
            throw new IllegalStateException("sent " + sent + " of " + count, failure);
        }
    }
}
