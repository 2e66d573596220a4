package io.sluice.spring.boot;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import java.time.Duration;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application without a web server that prints one order and ends. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PrintsOneOrder {
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(PrintsOneOrder.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            System.out.println("class of the context: " + (AotDetector.useGeneratedArtifacts() ? "written" : "read"));
            NamedPosixMqReceiver receiver = context.getBean("ordersReceiver", NamedPosixMqReceiver.class);
            PosixMessage order = receiver.receive().blockFirst(Duration.ofSeconds(20));
            System.out.println("received " + order.text());
        }
    }
}
