package io.sluice.spring.boot;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import java.time.Duration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An application as a user writes it: what arrives in a queue is streamed, what is posted is sent. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OrdersApplication.Orders.class)
class OrdersApplication {
    @RestController
    static class Orders {
        private final NamedPosixMqReceiver receiver;
        private final NamedPosixMqSender sender;

        Orders(NamedPosixMqReceiver ordersReceiver, NamedPosixMqSender ordersSender) {
            receiver = ordersReceiver;
            sender = ordersSender;
        }

        @GetMapping(path = "/orders", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> stream() {
            return receiver.receive().map(PosixMessage::text);
        }

        @PostMapping("/orders")
        Mono<Void> send(@RequestBody String order) {
            return sender.send(PosixMessage.ofText(order));
        }

        @PostMapping("/orders/now")
        Mono<Void> sendNow(@RequestBody String order) {
            return sender.send(PosixMessage.ofText(order), Duration.ZERO);
        }
    }
}
