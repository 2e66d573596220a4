package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.Stoppable;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

/** From a POSIX queue to a real broker. */
class QueueToKafkaTest {
    private static final long CAPACITY = 1 << 20;

    private static Broker broker;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @TempDir
    Path folder;

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final List<String> notices = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = Broker.shared();
    }

    private Journal journal() throws IOException {
        return queues.closing(Journal.open(folder.resolve("journal"), CAPACITY, false));
    }

    private RunningRoute run(QueueToKafka route) {
        return queues.closing(RunningRoute.of(route));
    }

    private QueueToKafka route(String topic, Journal journal) {
        return QueueToKafka.create(
                LocalQueue.of(queue), topic, journal, broker.client(), KeptOrder.NUMBER, notices::add);
    }

    @Test
    void eachMessageArrivesWithItsPriorityItsSourceAndAnIdOfItsOwn() throws IOException {
        String topic = broker.topic("arrivals", 3);
        Queues.preload(queue, 5);
        queue.trySend(PosixMessage.ofText("urgent", 9));
        Journal journal = journal();
        run(route(topic, journal));
        try (TopicReader reader = new TopicReader(broker, topic)) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.await(6);
            assertThat(records)
                    .extracting(TopicReader::text)
                    .containsExactlyInAnyOrder("urgent", "m0", "m1", "m2", "m3", "m4");
            assertThat(records)
                    .filteredOn(each ->
                            TopicReader.header(each, BridgeHeaders.PRIORITY).equals("0"))
                    .extracting(TopicReader::text)
                    .containsExactlyElementsOf(Queues.preloaded(5));
            assertThat(records)
                    .extracting(each -> TopicReader.header(each, BridgeHeaders.SOURCE))
                    .containsOnly("mq:" + queue.name());
            assertThat(records)
                    .extracting(each -> TopicReader.header(each, BridgeHeaders.ID))
                    .doesNotHaveDuplicates();
        }
        Bounds.await("empty journal").until(() -> journal.size() == 0);
    }

    @Test
    void whatWasNotAcknowledgedIsSentByTheNextBridge() throws IOException {
        String topic = broker.topic("replayed", 1);
        try (Journal earlier = Journal.open(folder.resolve("journal"), CAPACITY, false)) {
            for (int i = 0; i < 100; i++) {
                assertThat(earlier.prepare(64)).isTrue();
                earlier.append(i % 3, ("old" + i).getBytes(StandardCharsets.UTF_8));
            }
        }
        Queues.preload(queue, 1);
        Journal journal = journal();
        assertThat(journal.size()).isEqualTo(100);
        assertThat(journal.damage()).isEmpty();
        run(route(topic, journal));
        try (TopicReader reader = new TopicReader(broker, topic)) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.await(101);
            for (int i = 0; i < 100; i++) {
                assertThat(TopicReader.text(records.get(i))).isEqualTo("old" + i);
            }
            assertThat(TopicReader.text(records.get(100))).isEqualTo("m0");
        }
        Bounds.await("empty journal").until(() -> journal.size() == 0);
    }

    @Test
    @LongTest
    void withoutTheTopicNothingIsTaken() throws IOException {
        Queues.preload(queue, 3);
        Journal journal = journal();
        run(route("missing", journal));
        Bounds.await("notice").until(() -> !notices.isEmpty());
        assertThat(notices.get(0)).contains("Kafka is away, nothing more is taken", "missing");
        assertThat(Queues.count(queue)).isEqualTo(3);
        String topic = broker.topic("missing", 1);
        try (TopicReader reader = new TopicReader(broker, topic)) {
            assertThat(reader.await(3)).extracting(TopicReader::text).containsExactlyElementsOf(Queues.preloaded(3));
        }
    }

    /** A queue that gives what a test says. */
    private static final class GivenQueue extends LocalQueue {
        private final Taking taking;

        private GivenQueue(Flux<QueueMessage> messages, Stoppable receiver) {
            taking = new Taking(messages, receiver);
        }

        @Override
        String source() {
            return "given";
        }

        @Override
        String numberHeader() {
            return BridgeHeaders.PRIORITY;
        }

        @Override
        long lowestNumber() {
            return 0;
        }

        @Override
        long highestNumber() {
            return 0;
        }

        @Override
        int maxPayload() {
            return 64;
        }

        @Override
        Taking receive(EventLoop loop, Consumer<String> notices) {
            return taking;
        }

        @Override
        boolean trySend(QueueMessage message) {
            return false;
        }

        @Override
        Delivery send(QueueMessage message) {
            throw new AssertionError("nothing is sent to it");
        }
    }

    @Test
    @LongTest
    void aShortageOfMemoryInTheQueueIsNoRegularEnd() throws IOException {
        String topic = broker.topic("shortage", 1);
        OutOfMemoryError shortage = new OutOfMemoryError("of the queue");
        RunningRoute route = run(
                QueueToKafka.create(new GivenQueue(Flux.error(shortage), () -> {}), topic, journal(), broker.client()));
        assertThatThrownBy(route::join).hasCause(shortage);
    }

    @Test
    void theMessageInHandIsInTheErrorWhateverEndsTheRouteBesides() throws IOException {
        String topic = broker.topic("in-hand", 1);
        Journal journal = queues.closing(Journal.open(folder.resolve("journal"), 32 << 20, false));
        byte[] refused = new byte[2 << 20]; // longer than a request of the producer
        assertThat(journal.prepare(refused.length)).isTrue();
        journal.append(0, refused);
        TestPublisher<QueueMessage> messages = TestPublisher.create();
        byte[] inHand = "in hand".getBytes(StandardCharsets.UTF_8);
        Stoppable receiver = () -> {
            close(journal);
            messages.next(new QueueMessage(0, inHand));
        };
        QueueToKafka route =
                QueueToKafka.create(new GivenQueue(messages.flux(), receiver), topic, journal, broker.client());
        assertThatThrownBy(run(route)::join)
                .cause()
                .isInstanceOf(RouteException.class)
                .hasMessageContaining("the journal cannot be written")
                .satisfies(
                        error -> assertThat(((RouteException) error).unsaved()).isEqualTo(inHand))
                .satisfies(error -> assertThat(error.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("Kafka refuses a message for " + topic));
    }

    private static void close(Journal journal) {
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
