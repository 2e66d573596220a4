package io.sluice.reactor;

import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Conforms;
import io.sluice.testing.SysvTestQueues;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterMethod;

/** The rules of Reactive Streams for the drain of a System V queue. */
@Conforms("Reactive Streams TCK")
public class SysvDrainVerificationTest extends PublisherVerification<SysvMessage> {
    private static final int MOST = 200;

    private final SysvTestQueues queues = new SysvTestQueues();

    public SysvDrainVerificationTest() {
        super(new TestEnvironment(500, 50), 1000);
    }

    @AfterMethod
    public void closeQueues() {
        queues.close();
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @Override
    public Publisher<SysvMessage> createPublisher(long elements) {
        SysvMessageQueue queue = queues.createPrivate();
        for (int i = 0; i < elements; i++) {
            queue.trySend(SysvMessage.ofText(i + 1, "message"));
        }
        return SysvMqReceiver.create(queue).receiveUntilEmpty(TypeSelector.any());
    }

    @Override
    public Publisher<SysvMessage> createFailedPublisher() {
        SysvMessageQueue queue = queues.createPrivate();
        queue.close();
        return SysvMqReceiver.create(queue).receiveUntilEmpty(TypeSelector.any());
    }
}
