package io.sluice.samples.docs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.sluice.epoll.EventLoop;
import io.sluice.micrometer.EventLoopMeters;
import io.sluice.micrometer.MessageObservations;
import io.sluice.micrometer.SluiceMeters;
import io.sluice.micrometer.WaitingThreadsMeters;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The Java of docs/micrometer.md. */
final class MicrometerSnippets {
    private MicrometerSnippets() {}

    static void metricsOn(MeterRegistry registry) {
        SluiceMeters meters = SluiceMeters.create(registry);
        MetricsRecorder.replaceShared(meters); // before receivers and senders are made
        EventLoopMeters.of(EventLoop.shared(), "shared").bindTo(registry);
        WaitingThreadsMeters.ofShared().bindTo(registry);
    }

    static PosixMqReceiver oneAlone(PosixMessageQueue queue, MeterRegistry registry) {
        PosixMqReceiver measured =
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().metrics(SluiceMeters.create(registry)));
        return measured;
    }

    static Flux<Object> observed(
            ObservationRegistry observationRegistry,
            PosixMessageQueue queue,
            PosixMqSender sender,
            PosixMqReceiver receiver,
            byte[] payload) {
        MessageObservations observations = MessageObservations.create(observationRegistry);
        MeteredObject orders = MeteredObject.of(queue);
        Mono<Void> sent = observations.send(orders, payload, bytes -> sender.send(PosixMessage.of(bytes)));
        Flux<String> handled = receiver.receive()
                .concatMap(message -> observations.handle(orders, message.payload(), bytes -> answer(bytes)), 0);
        return Flux.merge(sent, handled);
    }

    static MessageObservations carrying(ObservationRegistry observationRegistry) {
        MessageObservations carrying =
                MessageObservations.create(observationRegistry).envelope(true);
        return carrying;
    }

    private static Mono<String> answer(byte[] order) {
        return Mono.just("an answer of " + order.length + " bytes");
    }
}
