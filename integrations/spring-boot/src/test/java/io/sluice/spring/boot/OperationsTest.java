package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.TestQueues;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** What an operator and a client see of queues: health, the endpoint, the status of errors. */
class OperationsTest {
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    @RegisterExtension
    private final TestQueues queues = new TestQueues();

    private final PosixMessageQueue peer = queues.create(1, 16);

    @Test
    void healthIsDownWithTheReasonWhileAQueueIsUnlinked() {
        try (RunningApplication application = start("management.endpoint.health.show-details=always")) {
            assertThat(get(application, "/actuator/health/sluice").getBody())
                    .containsEntry("status", "UP")
                    .extractingByKey("details")
                    .asString()
                    .contains("orders", "maxMessages=1");

            PosixMessageQueue.unlink(peer.name());

            ResponseEntity<Map<String, Object>> down = get(application, "/actuator/health/sluice");
            assertThat(down.getStatusCode().value()).isEqualTo(503);
            assertThat(down.getBody())
                    .containsEntry("status", "DOWN")
                    .extractingByKey("details")
                    .asString()
                    .contains("orders", peer.name(), "ENOENT");

            queues.closing(PosixMessageQueue.builder(peer.name()).create());

            assertThat(get(application, "/actuator/health/sluice").getBody()).containsEntry("status", "UP");
        }
    }

    @Test
    void healthOfAHandleThatFailsWhenUnlinkedStaysDown() {
        try (RunningApplication application = RunningApplication.start(
                EmptyApplication.class,
                "sluice.queues.orders.name=" + peer.name(),
                "sluice.queues.orders.when-unlinked=fail",
                "management.endpoint.health.show-details=always")) {
            PosixMessageQueue.unlink(peer.name());
            queues.closing(PosixMessageQueue.builder(peer.name()).create());

            assertThat(get(application, "/actuator/health/sluice").getBody())
                    .containsEntry("status", "DOWN")
                    .extractingByKey("details")
                    .asString()
                    .contains("EIDRM");
        }
    }

    @Test
    void theEndpointHasDepthsLimitsAndHolders() {
        peer.trySend(PosixMessage.ofText("waiting"));
        try (RunningApplication application = start("management.endpoints.web.exposure.include=sluice");
                RunningProgram holder = CProgram.of("mq_send").start(peer.name(), 1, 16, 1)) {
            assertThat(holder.line()).isEqualTo("sending");

            assertThat(get(application, "/actuator/sluice").getBody())
                    .extractingByKey("queues")
                    .asString()
                    .contains("orders={name=" + peer.name(), "messages=1", "maxMessages=1", "maxMessageSize=16")
                    .contains("holders=[")
                    .contains(Long.toString(ProcessHandle.current().pid()))
                    .contains(Long.toString(holder.pid()));
        }
    }

    @Test
    void metersAreThereByThemselves() {
        try (RunningApplication application = start()) {
            post(application, "/orders", "one order");

            assertThat(application
                            .context()
                            .getBean(MeterRegistry.class)
                            .get("sluice.send.messages")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(application
                            .context()
                            .getBean(MeterRegistry.class)
                            .find("sluice.eventloop.load")
                            .gauge())
                    .isNotNull();
        }
    }

    @LongTest
    @Test
    void aFullQueueIsServiceUnavailableAndATooLargeMessageTooLarge() {
        try (RunningApplication application = start("sluice.web.error-status=true", "sluice.web.retry-after=7s")) {
            peer.trySend(PosixMessage.ofText("waiting"));

            ResponseEntity<Void> full = post(application, "/orders/now", "one order");
            assertThat(full.getStatusCode().value()).isEqualTo(503);
            assertThat(full.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("7");
            assertThat(post(application, "/orders", "x".repeat(17))
                            .getStatusCode()
                            .value())
                    .isEqualTo(413);
        }
    }

    @Test
    void withoutTheOptionErrorsAreSpringsOwn() {
        try (RunningApplication application = start()) {
            assertThat(post(application, "/orders", "x".repeat(17))
                            .getStatusCode()
                            .value())
                    .isEqualTo(500);
        }
    }

    private static ResponseEntity<Map<String, Object>> get(RunningApplication application, String path) {
        return application
                .client()
                .get()
                .uri(path)
                .exchangeToMono(response -> response.toEntity(JSON))
                .block(Bounds.SOON);
    }

    private static ResponseEntity<Void> post(RunningApplication application, String path, String body) {
        return application
                .client()
                .post()
                .uri(path)
                .bodyValue(body)
                .exchangeToMono(response -> response.toBodilessEntity())
                .block(Bounds.SOON);
    }

    private RunningApplication start(String... more) {
        return RunningApplication.start(
                OrdersApplication.class,
                Stream.concat(Stream.of("sluice.queues.orders.name=" + peer.name()), Stream.of(more))
                        .toArray(String[]::new));
    }
}
