package io.sluice.reactor.sysvmsg;

import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;

/** The rules of Reactive Streams for the drain of a System V queue. */
public class SysvDrainVerificationTest extends QueuePublisherVerification<SysvMessage> {
    private static final int MOST = 200;

    private final SysvTestQueues sysvQueues = new SysvTestQueues();

    @AfterMethod
    public void closeSysvQueues() {
        sysvQueues.close();
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @Override
    public Publisher<SysvMessage> createPublisher(long elements) {
        SysvMessageQueue queue = sysvQueues.createPrivate();
        for (int i = 0; i < elements; i++) {
            queue.trySend(SysvMessage.ofText(i + 1, "message"));
        }
        return SysvMqReceiver.create(queue).receiveUntilEmpty(TypeSelector.any());
    }

    @Override
    public Publisher<SysvMessage> createFailedPublisher() {
        SysvMessageQueue queue = sysvQueues.createPrivate();
        queue.close();
        return SysvMqReceiver.create(queue).receiveUntilEmpty(TypeSelector.any());
    }
}
