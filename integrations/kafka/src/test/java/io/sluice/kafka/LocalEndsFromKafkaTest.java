package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestRings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a real broker to System V queues, rings and FIFOs. */
class LocalEndsFromKafkaTest {
    private static Broker broker;
    private static TopicWriter writer;

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @RegisterExtension
    final TestRings rings = new TestRings();

    @TempDir
    Path folder;

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

    private RunningRoute run(String topic, LocalQueue target, @Nullable String deadLetters) {
        return queues.closing(RunningRoute.of(
                KafkaToQueue.create(topic, target, "group-" + topic, broker.client(), deadLetters, notices::add)));
    }

    /** What was told of records that cannot be sent; a slow broker is told as well. */
    private List<String> refusals() {
        return notices.stream().filter(each -> each.contains(": record ")).toList();
    }

    @Test
    void recordsGoToASystemVQueueWithTheirTypeAndInOrder() {
        String topic = broker.topic("to-sysv", 1);
        String dead = broker.topic("to-sysv-dead", 1);
        SysvMessageQueue queue = queues.create();
        writer.send(topic, "typed", BridgeHeaders.TYPE, "7000000000");
        writer.send(topic, "none", BridgeHeaders.TYPE, "0");
        writer.send(topic, "plain");
        writer.send(topic, "typed too", BridgeHeaders.TYPE, "7000000000");
        run(topic, LocalQueue.of(queue), dead);
        List<SysvMessage> received = new ArrayList<>();
        Bounds.await("three messages").until(() -> {
            for (SysvMessage each = queue.tryReceive(TypeSelector.any());
                    each != null;
                    each = queue.tryReceive(TypeSelector.any())) {
                received.add(each);
            }
            return received.size() >= 3;
        });
        assertThat(received)
                .containsExactly(
                        SysvMessage.ofText(7_000_000_000L, "typed"),
                        SysvMessage.ofText(1, "plain"),
                        SysvMessage.ofText(7_000_000_000L, "typed too"));
        assertThat(refusals()).singleElement().asString().contains("'0', which is not a whole number from 1 to");
    }

    @Test
    void whatIsLongerThanAWholeSystemVQueueIsADeadLetter() {
        String topic = broker.topic("to-small-sysv", 1);
        String dead = broker.topic("to-small-sysv-dead", 1);
        SysvMessageQueue queue = queues.create(64);
        writer.send(topic, "before");
        writer.send(topic, "x".repeat(65));
        writer.send(topic, "behind");
        run(topic, LocalQueue.of(queue), dead);
        try (TopicReader reader = new TopicReader(broker, dead)) {
            ConsumerRecord<byte[], byte[]> letter = reader.await(1).get(0);
            assertThat(TopicReader.text(letter)).isEqualTo("x".repeat(65));
            assertThat(TopicReader.header(letter, BridgeHeaders.REASON))
                    .contains("record to-small-sysv-0@1 does not fit", "65 bytes", "the whole queue holds 64");
        }
        Bounds.await("both others").until(() -> queue.status().messages() == 2);
        assertThat(queue.tryReceive(TypeSelector.any())).isEqualTo(SysvMessage.ofText(1, "before"));
        assertThat(queue.tryReceive(TypeSelector.any())).isEqualTo(SysvMessage.ofText(1, "behind"));
    }

    @Test
    @LongTest
    void aFullRingHoldsTheRecords() {
        String topic = broker.topic("to-ring", 1);
        Ring ring = rings.create();
        writer.sendNumbers(topic, 500);
        run(topic, LocalQueue.of(ring), null);
        List<String> texts = new ArrayList<>();
        try (RingConsumer consumer = ring.consumer()) {
            Bounds.await("all messages").until(() -> {
                for (RingMessage each = consumer.poll(); each != null; each = consumer.poll()) {
                    assertThat(each.type()).isEqualTo(1);
                    texts.add(each.text());
                }
                return texts.size() >= 500;
            });
        }
        assertThat(texts)
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(Integer::toString).toList());
    }

    private static String read(PipeReadEnd end, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        Bounds.await(length + " bytes").until(() -> {
            if (bytes.hasRemaining()) {
                end.tryRead(bytes);
            }
            return !bytes.hasRemaining();
        });
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    @Test
    void recordsAreLinesInAFifoForOneReaderAfterTheOther() {
        String topic = broker.topic("to-fifo", 1);
        String dead = broker.topic("to-fifo-dead", 1);
        Path fifo = folder.resolve("commands");
        Fifo.create(fifo);
        run(topic, LocalQueue.fifo(fifo, FifoRecords.lines()), dead);
        writer.send(topic, "one");
        writer.send(topic, "two\nlines");
        writer.send(topic, "three");
        try (PipeReadEnd first = PipeReadEnd.open(fifo)) {
            assertThat(read(first, 10)).isEqualTo("one\nthree\n");
        }
        writer.send(topic, "four");
        try (PipeReadEnd second = PipeReadEnd.open(fifo)) {
            assertThat(read(second, 5)).isEqualTo("four\n");
        }
        try (TopicReader letters = new TopicReader(broker, dead)) {
            assertThat(letters.await(1)).extracting(TopicReader::text).containsExactly("two\nlines");
        }
        assertThat(refusals()).singleElement().asString().contains("to-fifo-0@1 has a line feed in it");
    }

    @Test
    @LongTest
    void aRecordOfAnotherSizeIsADeadLetterOfAFifoOfRecords() {
        String topic = broker.topic("to-fifo-records", 1);
        String dead = broker.topic("to-fifo-records-dead", 1);
        Path fifo = folder.resolve("commands");
        Fifo.create(fifo);
        run(topic, LocalQueue.fifo(fifo, FifoRecords.fixed(4)), dead);
        writer.send(topic, "abc");
        writer.send(topic, "defg");
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            assertThat(read(end, 4)).isEqualTo("defg");
        }
        assertThat(refusals()).singleElement().asString().contains("has 3 bytes, and each record of the FIFO has 4");
    }

    @Test
    @LongTest
    void deadLettersWaitUntilTheirTopicIsThere() {
        String topic = broker.topic("early", 1);
        SysvMessageQueue queue = queues.create();
        writer.send(topic, "none", BridgeHeaders.TYPE, "0");
        writer.send(topic, "behind");
        run(topic, LocalQueue.of(queue), "early-dead");
        Bounds.await("both notices").until(() -> notices.size() == 2);
        assertThat(notices.get(1)).contains("the dead letter waits for Kafka", "early-dead");
        assertThat(queue.tryReceive(TypeSelector.any())).isNull();
        String dead = broker.topic("early-dead", 1);
        try (TopicReader letters = new TopicReader(broker, dead)) {
            assertThat(letters.await(1)).extracting(TopicReader::text).containsExactly("none");
        }
        Bounds.await("next message").until(() -> queue.tryReceive(TypeSelector.any()) != null);
        assertThat(notices).hasSize(2);
    }
}
