package io.sluice.reactor.sysvmsg;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;

/** The rules of Reactive Streams for the results of a stream of sends to a System V queue. */
public class SysvSendVerificationTest extends QueuePublisherVerification<SendResult<Integer>> {
    private final SysvTestQueues sysvQueues = new SysvTestQueues();

    @AfterMethod
    public void closeSysvQueues() {
        sysvQueues.close();
    }

    @Override
    public Publisher<SendResult<Integer>> createPublisher(long elements) {
        SysvMessageQueue queue = sysvQueues.createPrivate();
        SysvMqReceiver.create(queue).receive(TypeSelector.any()).subscribe(); // until the queue is closed
        return SysvMqSender.create(queue)
                .send(Flux.range(1, (int) elements).map(i -> OutboundMessage.create(SysvMessage.ofText(i, "x"), i)));
    }

    @Override
    public Publisher<SendResult<Integer>> createFailedPublisher() {
        SysvMessageQueue queue = sysvQueues.createPrivate();
        return SysvMqSender.create(queue).send(Flux.error(new IllegalStateException("publisher")));
    }
}
