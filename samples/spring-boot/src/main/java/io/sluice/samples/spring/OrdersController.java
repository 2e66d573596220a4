package io.sluice.samples.spring;

import io.sluice.mqueue.PosixMessage;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams the orders that arrive in the queue, and sends those that are posted. */
@RestController
class OrdersController {
    private final NamedPosixMqReceiver receiver;
    private final NamedPosixMqSender sender;

    OrdersController(NamedPosixMqReceiver ordersReceiver, NamedPosixMqSender ordersSender) {
        receiver = ordersReceiver;
        sender = ordersSender;
    }

    @GetMapping(path = "/orders", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> orders() {
        return receiver.receive().map(PosixMessage::text);
    }

    @PostMapping("/orders")
    Mono<Void> send(@RequestBody String order) {
        return sender.send(PosixMessage.ofText(order), Duration.ofSeconds(2));
    }
}
