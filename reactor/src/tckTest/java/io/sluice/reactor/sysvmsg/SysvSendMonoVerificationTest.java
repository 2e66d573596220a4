package io.sluice.reactor.sysvmsg;

import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.reactive.QueuePublisherVerification;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a single send to a System V queue: its completion, and what follows on it. */
public class SysvSendMonoVerificationTest extends QueuePublisherVerification<Integer> {
    private static final SysvMessage MESSAGE = SysvMessage.ofText(1, "message");

    private final SysvTestQueues sysvQueues = new SysvTestQueues();

    @AfterMethod
    public void closeSysvQueues() {
        sysvQueues.close();
    }

    @Override
    public Publisher<Integer> createPublisher(long elements) {
        SysvMessageQueue queue = sysvQueues.createPrivate();
        SysvMqReceiver.create(queue).receive(TypeSelector.any()).subscribe(); // until the queue is closed
        Mono<Void> send = SysvMqSender.create(queue).send(MESSAGE);
        if (elements <= 1) {
            return elements == 0 ? send.cast(Integer.class) : send.thenReturn(1);
        }
        return Flux.range(0, (int) elements).concatMap(send::thenReturn);
    }

    @Override
    public Publisher<Integer> createFailedPublisher() {
        SysvMessageQueue queue = sysvQueues.createPrivate();
        queue.close();
        return SysvMqSender.create(queue).send(MESSAGE).cast(Integer.class);
    }
}
