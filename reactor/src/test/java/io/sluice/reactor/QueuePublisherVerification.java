package io.sluice.reactor;

import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterMethod;

/** What the verifications share: queues of each test, and no report of rules that the TCK itself does not test. */
@Conforms("Reactive Streams TCK")
public abstract class QueuePublisherVerification<T> extends PublisherVerification<T> {
    /** Some rules wait it out whole, so it is what these tests cost. */
    private static final long TIMEOUT_MILLIS = 500;

    private static final long NO_SIGNALS_MILLIS = 50;
    /** What the collector gets on a busy machine; waited out whole, too. */
    private static final long GARBAGE_MILLIS = 1000;

    protected final TestQueues queues = new TestQueues();

    protected QueuePublisherVerification() {
        super(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNALS_MILLIS), GARBAGE_MILLIS);
    }

    @AfterMethod
    public void closeQueues() {
        queues.close();
    }

    @Override
    public final long maxElementsFromPublisher() {
        return Integer.MAX_VALUE;
    }

    @Override
    public final void untested_spec106_mustConsiderSubscriptionCancelledAfterOnErrorOrOnCompleteHasBeenCalled() {}

    @Override
    public final void untested_spec107_mustNotEmitFurtherSignalsOnceOnErrorHasBeenSignalled() {}

    @Override
    public final void untested_spec108_possiblyCanceledSubscriptionShouldNotReceiveOnErrorOrOnCompleteSignals() {}

    @Override
    public final void untested_spec109_subscribeShouldNotThrowNonFatalThrowable() {}

    @Override
    public final void untested_spec110_rejectASubscriptionRequestIfTheSameSubscriberSubscribesTwice() {}

    @Override
    public final void untested_spec304_requestShouldNotPerformHeavyComputations() {}

    @Override
    public final void untested_spec305_cancelMustNotSynchronouslyPerformHeavyComputation() {}
}
