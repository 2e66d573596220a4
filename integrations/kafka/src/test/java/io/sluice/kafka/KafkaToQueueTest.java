package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.blocking.WaitingThreads;
import io.sluice.errno.QueueRemovedException;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.mqueue.WhenUnlinked;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a real broker to a POSIX queue. */
class KafkaToQueueTest {
    private static Broker broker;
    private static TopicWriter writer;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 64);
    private final List<String> notices = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = Broker.shared();
        writer = new TopicWriter(broker);
    }

    @AfterAll
    static void closeWriter() {
        writer.close();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private KafkaToQueue route(String topic, @Nullable String deadLetters, Map<String, String> more) {
        Map<String, String> client = new HashMap<>(broker.client());
        client.putAll(more);
        return KafkaToQueue.create(topic, LocalQueue.of(queue), "group-" + topic, client, deadLetters, notices::add);
    }

    private RunningRoute run(KafkaToQueue route) {
        return queues.closing(RunningRoute.of(route));
    }

    /** No more than this: a route that is as fast as this reader would not come to its end. */
    private List<String> receive(int count) {
        List<String> texts = new ArrayList<>();
        Bounds.await(count + " messages").until(() -> {
            while (texts.size() < count) {
                PosixMessage next = queue.tryReceive();
                if (next == null) {
                    return false;
                }
                texts.add(next.text());
            }
            return true;
        });
        return texts;
    }

    @Test
    void recordsBecomeMessagesWithTheirPriority() {
        String topic = broker.topic("priorities", 1);
        writer.send(topic, "low");
        writer.send(topic, "high", BridgeHeaders.PRIORITY, "32767");
        writer.send(topic, "middle", BridgeHeaders.PRIORITY, "5");
        run(route(topic, null, Map.of()));
        Bounds.await("three messages").until(() -> Queues.count(queue) == 3);
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("high", 32767));
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("middle", 5));
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("low", 0));
    }

    @Test
    void aFullQueueHoldsTheRecordsAndTheOffsetsAreBehindTheSends() {
        String topic = broker.topic("full", 1);
        writer.sendNumbers(topic, 500);
        RunningRoute first = run(route(topic, null, Map.of()));
        List<String> texts = receive(100);
        Bounds.await("full queue").until(() -> Queues.count(queue) == 10);
        first.close();
        // What the first bridge had in hand was neither sent nor committed.
        run(route(topic, null, Map.of()));
        texts.addAll(receive(500 - texts.size()));
        assertThat(texts).containsExactlyElementsOf(numbers(500));
    }

    /** As a daemon does that starts again. */
    private PosixMessageQueue successor() {
        PosixMessageQueue.unlink(queue.name());
        return queues.closing(PosixMessageQueue.builder(queue.name())
                .maxMessages(10)
                .maxMessageSize(64)
                .create());
    }

    private void assertRemoved(RunningRoute ended) {
        assertThatThrownBy(ended::join)
                .hasCauseInstanceOf(QueueRemovedException.class)
                .hasMessageContaining(queue.name())
                .hasMessageContaining("unlinked");
    }

    @Test
    void whatWentIntoAnUnlinkedQueueIsNotCommittedAndGoesToTheNextOne() {
        String topic = broker.topic("unlinked", 1);
        writer.send(topic, "to be kept");
        PosixMessageQueue next = successor();
        assertRemoved(run(route(topic, null, Map.of())));
        assertThat(queue.tryReceive()).isEqualTo(PosixMessage.ofText("to be kept", 0));
        run(KafkaToQueue.create(topic, LocalQueue.of(next), "group-" + topic, broker.client()));
        Bounds.await("the message").until(() -> Queues.count(next) == 1);
        assertThat(next.tryReceive()).isEqualTo(PosixMessage.ofText("to be kept", 0));
    }

    @Test
    @LongTest
    void aWaitForRoomEndsWhenTheQueueIsUnlinked() {
        String topic = broker.topic("unlinked-full", 1);
        Queues.preload(queue, 10);
        writer.send(topic, "to be kept");
        RunningRoute waiting = run(route(topic, null, Map.of()));
        Bounds.await("a blocked send").until(() -> WaitingThreads.shared().waitingThreads() > 0);
        PosixMessageQueue next = successor();
        assertRemoved(waiting);
        run(KafkaToQueue.create(topic, LocalQueue.of(next), "group-" + topic, broker.client()));
        Bounds.await("the message").until(() -> Queues.count(next) == 1);
    }

    @Test
    @LongTest
    void aQueueThatIsUnlinkedOnPurposeGetsItsRecords() {
        String topic = broker.topic("unlinked-on-purpose", 1);
        PosixMessageQueue nameless = queues.closing(PosixMessageQueue.builder(queues.name())
                .maxMessages(10)
                .maxMessageSize(64)
                .whenUnlinked(WhenUnlinked.GO_ON)
                .create());
        PosixMessageQueue.unlink(nameless.name());
        writer.send(topic, "wanted");
        run(KafkaToQueue.create(topic, LocalQueue.of(nameless), "group-" + topic, broker.client()));
        Bounds.await("the message").until(() -> Queues.count(nameless) == 1);
    }

    @Test
    @LongTest
    void aConsumerThatWaitsForRoomStaysInItsGroup() {
        String topic = broker.topic("patient", 1);
        writer.sendNumbers(topic, 30);
        // A member that does not poll for so long is put out, and its records go to another one, a second time.
        run(route(topic, null, Map.of("max.poll.interval.ms", "3000", "session.timeout.ms", "6000")));
        Bounds.await("full queue").until(() -> Queues.count(queue) == 10);
        long twoIntervals = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        Bounds.await("two poll intervals").until(() -> System.nanoTime() > twoIntervals);
        assertThat(receive(30)).containsExactlyElementsOf(numbers(30));
    }

    @Test
    @LongTest
    void whatCannotBeSentGoesToTheDeadLetterTopicWithTheReason() {
        String topic = broker.topic("mixed", 1);
        String dead = broker.topic("mixed-dead", 1);
        writer.send(topic, "before");
        writer.send(topic, "x".repeat(65), "kept", "as it was");
        writer.send(topic, "odd", BridgeHeaders.PRIORITY, "32768");
        writer.send(topic, "behind");
        run(route(topic, dead, Map.of()));
        assertThat(receive(2)).containsExactly("before", "behind");
        try (TopicReader reader = new TopicReader(broker, dead)) {
            List<ConsumerRecord<byte[], byte[]>> letters = reader.await(2);
            assertThat(letters).extracting(TopicReader::text).containsExactly("x".repeat(65), "odd");
            assertThat(TopicReader.header(letters.get(0), BridgeHeaders.REASON))
                    .isEqualTo(
                            "record mixed-0@1 has 65 bytes, and the longest message of mq:" + queue.name() + " has 64");
            assertThat(TopicReader.header(letters.get(0), BridgeHeaders.ORIGIN)).isEqualTo("mixed-0@1");
            assertThat(TopicReader.header(letters.get(0), "kept")).isEqualTo("as it was");
            assertThat(TopicReader.header(letters.get(1), BridgeHeaders.REASON))
                    .contains("'32768', which is not a whole number from 0 to 32767");
        }
        // A slow broker is told as well.
        assertThat(notices).filteredOn(each -> each.contains(": record ")).hasSize(2);
    }

    @Test
    @LongTest
    void withoutADeadLetterTopicTheRouteEndsAndTheRecordStays() {
        String topic = broker.topic("strict", 1);
        writer.send(topic, "before");
        writer.send(topic, "x".repeat(65));
        writer.send(topic, "behind");
        RunningRoute ended = run(route(topic, null, Map.of()));
        assertThatThrownBy(ended::join)
                .hasCauseInstanceOf(RouteException.class)
                .hasMessageContaining("record strict-0@1 has 65 bytes")
                .hasMessageContaining("Name a dead-letter topic");
        assertThat(receive(1)).containsExactly("before");
        String dead = broker.topic("strict-dead", 1);
        run(route(topic, dead, Map.of()));
        assertThat(receive(1)).containsExactly("behind");
    }

    @Test
    void aGroupMayHaveTheNewerProtocol() {
        String topic = broker.topic("newer-protocol", 1);
        writer.sendNumbers(topic, 30);
        RunningRoute first = run(route(topic, null, Map.of("group.protocol", "consumer")));
        List<String> texts = receive(15);
        first.close();
        run(route(topic, null, Map.of("group.protocol", "CONSUMER")));
        texts.addAll(receive(30 - texts.size()));
        assertThat(texts).containsExactlyElementsOf(numbers(30));
    }

    @Test
    void settingsOnWhichThePromiseRestsAreRefused() {
        assertThatThrownBy(() -> route("any", null, Map.of("enable.auto.commit", "true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("enable.auto.commit cannot be set: the promise of the bridge rests on it");
    }
}
