package io.sluice.reactor;

import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.TestEnvironment.ManualSubscriber;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** What the verifications share: queues of each test, and no report of rules that the TCK itself does not test. */
@Conforms("Reactive Streams TCK")
public abstract class QueuePublisherVerification<T> extends PublisherVerification<T> {
    /** Some rules wait it out whole, so it is what these tests cost. */
    private static final long TIMEOUT_MILLIS = 500;

    private static final long NO_SIGNALS_MILLIS = 50;

    protected final TestQueues queues = new TestQueues();
    private final TestEnvironment environment;

    protected QueuePublisherVerification() {
        this(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNALS_MILLIS));
    }

    private QueuePublisherVerification(TestEnvironment environment) {
        super(environment);
        this.environment = environment;
    }

    @AfterMethod
    public void closeQueues() {
        queues.close();
    }

    @Override
    public long maxElementsFromPublisher() {
        return Integer.MAX_VALUE;
    }

    /**
     * The TCK collects garbage once, and then gives the JVM's reference handler 100 ms: on a busy machine it does not get to
     * run in that time, and a subscriber that is gone passes for one that is held. Here it is gone when it is collected.
     */
    @Override
    @Test
    public final void required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber()
            throws Throwable {
        activePublisherTest(3, false, publisher -> {
            Reference<?> cancelled = cancelledSubscriber(publisher);
            Bounds.await("subscriber without references").until(() -> {
                System.gc();
                return cancelled.refersTo(null);
            });
            environment.verifyNoAsyncErrorsNoDelay();
        });
    }

    /** In a frame of its own, which is gone with what it held. */
    private Reference<?> cancelledSubscriber(Publisher<T> publisher) throws Throwable {
        ManualSubscriber<T> subscriber = environment.newManualSubscriber(publisher);
        subscriber.request(1);
        subscriber.nextElement();
        subscriber.cancel();
        return new WeakReference<>(subscriber);
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
