package io.sluice.testing.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import io.sluice.testing.Conforms;
import io.sluice.testing.TestQueues;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.TestEnvironment.ManualSubscriber;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** What the verifications share: queues of each test, and no report of rules that the TCK itself does not test. */
@Conforms("Reactive Streams TCK")
public abstract class QueuePublisherVerification<T> extends PublisherVerification<T> {
    /** For each element, on a busy machine, too. The rules that would wait it out whole are made anew below. */
    private static final long TIMEOUT_MILLIS = 10_000;
    /** The same where it decides only whether an optional rule counts as verified. */
    private static final long OPTIONAL_TIMEOUT_MILLIS = 200;

    private static final long NO_SIGNALS_MILLIS = 50;

    private static final int MOST_SUBSCRIBERS = 20;
    private static final long COLLECTION_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    protected final TestQueues queues = new TestQueues();
    private final TestEnvironment environment;
    private final SeveralSubscribers several = new SeveralSubscribers();

    protected QueuePublisherVerification() {
        this(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNALS_MILLIS));
    }

    private QueuePublisherVerification(TestEnvironment environment) {
        super(environment);
        this.environment = environment;
    }

    /**
     * The optional rules for several subscribers at the same time. Where one of them alone gets what there is, the others wait for
     * as long as the TCK lets them.
     */
    private final class SeveralSubscribers extends PublisherVerification<T> {
        SeveralSubscribers() {
            super(new TestEnvironment(OPTIONAL_TIMEOUT_MILLIS, NO_SIGNALS_MILLIS));
        }

        @Override
        public Publisher<T> createPublisher(long elements) {
            return QueuePublisherVerification.this.createPublisher(elements);
        }

        @Override
        public Publisher<T> createFailedPublisher() {
            return QueuePublisherVerification.this.createFailedPublisher();
        }

        @Override
        public long maxElementsFromPublisher() {
            return QueuePublisherVerification.this.maxElementsFromPublisher();
        }
    }

    @BeforeMethod
    public void forgetErrors() throws Exception {
        several.setUp();
    }

    @Override
    @Test
    public final void optional_spec111_maySupportMultiSubscribe() throws Throwable {
        several.optional_spec111_maySupportMultiSubscribe();
    }

    @Override
    @Test
    public final void optional_spec111_registeredSubscribersMustReceiveOnNextOrOnCompleteSignals() throws Throwable {
        several.optional_spec111_registeredSubscribersMustReceiveOnNextOrOnCompleteSignals();
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne()
                    throws Throwable {
        several
                .optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne();
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfront()
                    throws Throwable {
        several
                .optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfront();
    }

    @Override
    @Test
    public final void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfrontAndCompleteAsExpected()
                    throws Throwable {
        several
                .optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfrontAndCompleteAsExpected();
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
     *
     * <p>Where it is not, another one has its chance, by itself: the JVM's compiled code has been seen to hold one to which
     * no object refers. A publisher that holds its subscribers holds each.
     */
    @Override
    @Test
    public final void required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber()
            throws Throwable {
        boolean[] gone = {false};
        for (int i = 0; i < MOST_SUBSCRIBERS && !gone[0]; i++) {
            activePublisherTest(3, false, publisher -> {
                gone[0] = isCollected(cancelledSubscriber(publisher));
                environment.verifyNoAsyncErrorsNoDelay();
            });
        }
        assertThat(gone[0]).as("the subscriber is gone").isTrue();
    }

    private static boolean isCollected(Reference<?> subscriber) {
        long begun = System.nanoTime();
        while (!subscriber.refersTo(null) && System.nanoTime() - begun < COLLECTION_NANOS) {
            System.gc();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return subscriber.refersTo(null);
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
    @Test
    public final void required_spec309_requestZeroMustSignalIllegalArgumentException() throws Throwable {
        assertThat(errorOfRequest(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Override
    @Test
    public final void required_spec309_requestNegativeNumberMustSignalIllegalArgumentException() throws Throwable {
        assertThat(errorOfRequest(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Override
    @Test
    public final void optional_spec309_requestNegativeNumberMaySignalIllegalArgumentExceptionWithSpecificMessage()
            throws Throwable {
        assertThat(errorOfRequest(-1)).hasMessageContaining("3.9");
    }

    private @Nullable Throwable errorOfRequest(long n) throws Throwable {
        AtomicReference<Throwable> signalled = new AtomicReference<>();
        activePublisherTest(10, false, publisher -> {
            environment.newManualSubscriber(publisher).request(n);
            signalled.set(Bounds.await("error").until(environment::dropAsyncError, Objects::nonNull));
        });
        return signalled.get();
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
