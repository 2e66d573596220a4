package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.publisher.TestPublisher;

/** On a closed loop no single thread owns a stream of sends: whoever comes signals its end. */
@LongTest
class SendStreamClosedLoopTest {
    private static final int ROUNDS = 5_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @ParameterizedTest(name = "the publisher completes: {0}")
    @ValueSource(booleans = {true, false})
    void ofARequestAndTheEndOfThePublisherOneEndsTheStream(boolean completes) throws Exception {
        EventLoop loop = EventLoop.create();
        PosixMqSender sender = PosixMqSender.create(
                queues.create(4, 16), SenderOptions.create().eventLoop(loop));
        List<TestPublisher<OutboundMessage<PosixMessage, Integer>>> publishers = new ArrayList<>();
        List<Probe<SendResult<Integer>>> probes = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            TestPublisher<OutboundMessage<PosixMessage, Integer>> publisher = TestPublisher.create();
            publishers.add(publisher);
            probes.add(Probe.of(sender.send(publisher), 0));
        }
        Queues.passThrough(loop);
        loop.close();
        AtomicInteger ready = new AtomicInteger();
        CyclicBarrier begin = new CyclicBarrier(2);
        Thread requesting = new Thread(
                () -> inRounds(begin, ready, round -> probes.get(round).request(1)));
        requesting.start();
        inRounds(begin, ready, round -> {
            if (completes) {
                publishers.get(round).complete();
            } else {
                publishers.get(round).error(new IllegalStateException("thrown by the test"));
            }
        });
        requesting.join();
        assertThat(probes).extracting(Probe::ends).containsOnly(1);
    }

    private interface Round {
        void run(int round);
    }

    private static void inRounds(CyclicBarrier begin, AtomicInteger ready, Round each) {
        try {
            begin.await();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
        for (int round = 0; round < ROUNDS; round++) {
            ready.incrementAndGet();
            while (ready.get() < 2 * round + 2) {
                Thread.onSpinWait();
            }
            each.run(round);
        }
    }
}
