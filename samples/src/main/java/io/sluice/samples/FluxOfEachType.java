package io.sluice.samples;

import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One queue, many types, a {@code Flux} each: the kernel does the sorting, and one that is slow holds up no other. */
public final class FluxOfEachType {
    private static final long ALARM = 1;
    private static final long MEASUREMENT = 2;
    private static final long LOG = 3;

    private FluxOfEachType() {}

    /**
     * Receives three types of messages, each at its own pace.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create()) {
            try {
                List.of(
                                SysvMessage.ofText(LOG, "started"),
                                SysvMessage.ofText(MEASUREMENT, "20.5"),
                                SysvMessage.ofText(LOG, "warming up"),
                                SysvMessage.ofText(MEASUREMENT, "97.1"),
                                SysvMessage.ofText(ALARM, "too hot"),
                                SysvMessage.ofText(LOG, "stopped"))
                        .forEach(queue::trySend);

                SysvMqReceiver receiver = SysvMqReceiver.create(queue);
                Flux<String> alarms = receiver.receive(TypeSelector.only(ALARM)).map(SysvMessage::text);
                Flux<Double> measurements =
                        receiver.receive(TypeSelector.only(MEASUREMENT)).map(message -> Double.valueOf(message.text()));
                Flux<String> logs = receiver.receive(TypeSelector.only(LOG))
                        .map(SysvMessage::text)
                        .concatMap(line -> Mono.just(line).delayElement(Duration.ofMillis(50)), 0);

                Mono.when(
                                alarms.take(1).doOnNext(alarm -> System.out.println("alarm: " + alarm)),
                                measurements
                                        .take(2)
                                        .reduce(Math::max)
                                        .doOnNext(hottest -> System.out.println("hottest: " + hottest)),
                                logs.take(3)
                                        .collectList()
                                        .doOnNext(lines -> System.out.println("log: " + String.join(", ", lines))))
                        .block();
            } finally {
                queue.remove(); // a System V queue outlives its processes
            }
        }
    }
}
