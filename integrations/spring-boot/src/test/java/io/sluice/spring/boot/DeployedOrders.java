package io.sluice.spring.boot;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** What a web server loads anew with each deployment: an application that sends one message and receives it, twice. */
public final class DeployedOrders implements Callable<Integer> {
    /** The system property with the queue's name. */
    static final String QUEUE = "sluice.test.deployed-queue";

    private static final Duration LONG = Duration.ofSeconds(20);

    /** For the server. */
    public DeployedOrders() {}

    /** How many messages were received. */
    @Override
    public Integer call() {
        try (AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext()) {
            context.setServletContext(new MockServletContext());
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "deployed", Map.of("sluice.queues.orders.name", System.getProperty(QUEUE))));
            context.register(SluiceAutoConfiguration.class);
            context.refresh();
            NamedPosixMqSender sender = context.getBean("ordersSender", NamedPosixMqSender.class);
            NamedPosixMqReceiver receiver = context.getBean("ordersReceiver", NamedPosixMqReceiver.class);
            sender.send(PosixMessage.ofText("an order")).repeat(1).blockLast(LONG);
            return receiver.receive().take(2).collectList().block(LONG).size();
        }
    }
}
