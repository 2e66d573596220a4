package io.sluice.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Observations of sends to a real queue and of the handling of its messages. */
class MessageObservationsTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final byte[] PAYLOAD = "an order".getBytes(StandardCharsets.UTF_8);

    /** Does with the fields what a tracer does. */
    private static final class Tracer implements ObservationHandler<Observation.Context> {
        private final List<String> parents = new CopyOnWriteArrayList<>();

        @Override
        public void onStart(Observation.Context context) {
            if (context instanceof MessageSendContext sent) {
                sent.getSetter().set(sent.getCarrier(), "traceparent", PARENT);
            } else if (context instanceof MessageHandlingContext handled) {
                parents.add(String.valueOf(handled.getGetter().get(handled.getCarrier(), "traceparent")));
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final Tracer tracer = new Tracer();
    private final MessageObservations observations = MessageObservations.create(registry);
    private final PosixMessageQueue queue = queues.create(4, 256);
    private final MeteredObject object = MeteredObject.of(queue);
    private final PosixMqSender sender = PosixMqSender.create(queue);

    @BeforeEach
    void trace() {
        registry.observationConfig().observationHandler(tracer);
    }

    private Mono<Void> send(byte[] bytes) {
        return sender.send(PosixMessage.of(bytes));
    }

    private byte[] received() {
        return PosixMqReceiver.create(queue).receive().blockFirst(Bounds.SOON).payload();
    }

    @Test
    void aSendIsObservedWithItsQueue() {
        observations.send(object, PAYLOAD, this::send).block(Bounds.SOON);
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("sluice.send")
                .that()
                .hasContextualNameEqualTo(queue.name() + " send")
                .hasLowCardinalityKeyValue("messaging.system", "posix-mq")
                .hasLowCardinalityKeyValue("messaging.operation", "send")
                .hasLowCardinalityKeyValue("messaging.destination.name", queue.name())
                .hasHighCardinalityKeyValue("messaging.message.body.size", "8")
                .hasBeenStarted()
                .hasBeenStopped()
                .doesNotHaveError();
        assertThat(received()).isEqualTo(PAYLOAD);
    }

    @Test
    void aSendThatFailsHasItsError() {
        Queues.fill(queue);
        StepVerifier.create(observations.send(object, PAYLOAD, bytes -> sender.sendNow(PosixMessage.of(bytes))))
                .expectError()
                .verify(Bounds.SOON);
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("sluice.send")
                .that()
                .hasBeenStopped()
                .hasError();
    }

    @Test
    void aSendThatIsCancelledIsStopped() {
        Queues.fill(queue);
        Disposable sending = observations
                .send(object, PAYLOAD, bytes -> sender.send(PosixMessage.of(bytes), Duration.ofMinutes(5)))
                .subscribe();
        sending.dispose();
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("sluice.send")
                .that()
                .hasBeenStopped();
    }

    @Test
    void withoutAnEnvelopeTheMessageStaysAsItIs() {
        observations.send(object, PAYLOAD, this::send).block(Bounds.SOON);
        byte[] message = received();
        assertThat(message).isEqualTo(PAYLOAD);
        observations.handle(object, message, Mono::just).block(Bounds.SOON);
        assertThat(tracer.parents).containsExactly("null");
    }

    @Test
    void withAnEnvelopeTheHandlingHasTheContextOfTheSend() {
        MessageObservations carrying = observations.envelope(true);
        carrying.send(object, PAYLOAD, this::send).block(Bounds.SOON);
        byte[] message = received();
        assertThat(TraceEnvelope.read(message).fields()).containsEntry("traceparent", PARENT);
        assertThat(carrying.handle(object, message, Mono::just).block(Bounds.SOON))
                .isEqualTo(PAYLOAD);
        assertThat(tracer.parents).containsExactly(PARENT);
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("sluice.process")
                .that()
                .hasContextualNameEqualTo(queue.name() + " process")
                .hasLowCardinalityKeyValue("messaging.operation", "process")
                .hasBeenStopped();
    }

    @Test
    void theObservationOfTheHandlingIsTheParentOfTheSendsInIt() {
        observations
                .handle(object, PAYLOAD, bytes -> observations.send(object, bytes, this::send))
                .block(Bounds.SOON);
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("sluice.send")
                .that()
                .hasParentObservationContextMatching(context -> "sluice.process".equals(context.getName()));
    }

    @Test
    void aConventionOfOnesOwnNamesTheObservation() {
        MessageSendConvention convention = new MessageSendConvention() {
            @Override
            public String getName() {
                return "orders.out";
            }
        };
        observations
                .sendConvention(convention)
                .send(object, PAYLOAD, this::send)
                .block(Bounds.SOON);
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("orders.out")
                .that()
                .hasBeenStopped();
    }

    @Test
    void theKeyInTheContextIsThatOfMicrometer() {
        assertThat(MessageObservations.CONTEXT_KEY).isEqualTo(ObservationThreadLocalAccessor.KEY);
    }
}
