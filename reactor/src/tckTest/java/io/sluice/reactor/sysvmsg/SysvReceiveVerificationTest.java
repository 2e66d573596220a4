package io.sluice.reactor.sysvmsg;

import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for messages of a System V queue, of which there is no end. */
public class SysvReceiveVerificationTest extends QueuePublisherVerification<SysvMessage> {
    private final SysvTestQueues sysvQueues = new SysvTestQueues();

    @AfterMethod
    public void closeSysvQueues() {
        sysvQueues.close();
    }

    /** Each message that is emitted is sent anew, so that the queue never runs empty. */
    @Override
    public Publisher<SysvMessage> createPublisher(long elements) {
        SysvMessageQueue queue = sysvQueues.createPrivate();
        for (int i = 0; i < 100; i++) {
            queue.trySend(SysvMessage.ofText(i + 1, "message"));
        }
        Flux<SysvMessage> messages = SysvMqReceiver.create(queue)
                .receive(TypeSelector.any())
                .doOnNext(message -> {
                    if (queue.isOpen()) {
                        queue.trySend(message);
                    }
                });
        return messages.take(elements);
    }

    @Override
    public Publisher<SysvMessage> createFailedPublisher() {
        SysvMessageQueue queue = sysvQueues.createPrivate();
        queue.close();
        return SysvMqReceiver.create(queue).receive(TypeSelector.any());
    }
}
