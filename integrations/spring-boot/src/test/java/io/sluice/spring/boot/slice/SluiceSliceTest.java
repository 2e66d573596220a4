package io.sluice.spring.boot.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import io.sluice.spring.boot.SluiceTest;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test of queues starts neither the application's components nor a web server. */
@SluiceTest
@DirtiesContext
class SluiceSliceTest {
    private static final TestQueues QUEUES = new TestQueues();

    @DynamicPropertySource
    static void queues(DynamicPropertyRegistry properties) {
        String name = QUEUES.name();
        properties.add("sluice.queues.orders.name", () -> name);
        properties.add("sluice.queues.orders.open", () -> "create");
    }

    @AfterAll
    static void removeQueues() {
        QUEUES.close();
    }

    @Test
    void whatIsSentIsReceived(
            @Autowired NamedPosixMqSender ordersSender, @Autowired NamedPosixMqReceiver ordersReceiver) {
        ordersSender.send(PosixMessage.ofText("one order")).block(Bounds.SOON);

        assertThat(ordersReceiver.receive().map(PosixMessage::text).blockFirst(Bounds.SOON))
                .isEqualTo("one order");
    }

    @Test
    void nothingElseIsThere(@Autowired ApplicationContext context) {
        assertThat(context.getBeansOfType(PosixMessageQueue.class)).containsOnlyKeys("orders");
        assertThat(context.getBeansOfType(NeedsADatabase.class)).isEmpty();
    }
}
