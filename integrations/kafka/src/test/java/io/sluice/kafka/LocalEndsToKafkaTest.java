package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestRings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From System V queues, rings and FIFOs to a real broker. */
class LocalEndsToKafkaTest {
    private static final int COUNT = 300;

    private static Broker broker;

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
    }

    private RunningRoute run(LocalQueue source, String topic) throws IOException {
        Journal journal = queues.closing(Journal.open(folder.resolve("journal"), 1 << 20, false));
        return queues.closing(RunningRoute.of(
                QueueToKafka.create(source, topic, journal, broker.client(), KeptOrder.NUMBER, notices::add)));
    }

    private static void assertOrderOfEachType(List<ConsumerRecord<byte[], byte[]>> records, int types) {
        for (int type = 1; type <= types; type++) {
            String wanted = Integer.toString(type);
            int remainder = type - 1;
            assertThat(records)
                    .filteredOn(
                            each -> TopicReader.header(each, BridgeHeaders.TYPE).equals(wanted))
                    .extracting(TopicReader::text)
                    .containsExactlyElementsOf(IntStream.range(0, COUNT)
                            .filter(number -> number % types == remainder)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void theMessagesOfASystemVQueueKeepTheirTypeAndEachTypeItsOrder() throws IOException {
        String topic = broker.topic("sysv-types", 3);
        SysvMessageQueue queue = queues.create();
        run(LocalQueue.of(queue), topic);
        for (int number = 0; number < COUNT; number++) {
            SysvMessage message = SysvMessage.ofText(number % 3 + 1, Integer.toString(number));
            Bounds.await("room").until(() -> queue.trySend(message));
        }
        try (TopicReader reader = new TopicReader(broker, topic)) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.await(COUNT);
            assertOrderOfEachType(records, 3);
            assertThat(TopicReader.header(records.get(0), BridgeHeaders.SOURCE)).isEqualTo("sysv:" + queue.key());
        }
    }

    @Test
    void theMessagesOfARingKeepTheirTypeAndEachTypeItsOrder() throws IOException {
        String topic = broker.topic("ring-types", 3);
        Ring ring = rings.create();
        RunningRoute route = run(LocalQueue.of(ring), topic);
        try (RingProducer producer = ring.producer();
                TopicReader reader = new TopicReader(broker, topic)) {
            for (int number = 0; number < COUNT; number++) {
                RingMessage message = RingMessage.ofText(number % 2 + 1, Integer.toString(number));
                Bounds.await("room").until(() -> producer.tryWrite(message));
            }
            List<ConsumerRecord<byte[], byte[]>> records = reader.await(COUNT);
            assertOrderOfEachType(records, 2);
            assertThat(TopicReader.header(records.get(0), BridgeHeaders.SOURCE)).isEqualTo("ring:" + ring.name());
        }
        route.close();
        // The route was the one consumer of the ring.
        ring.consumer().close();
    }

    /** A broker that takes long is told as well. */
    private List<String> noticesOfTheFifo() {
        return notices.stream().filter(each -> !each.contains(": Kafka is ")).toList();
    }

    private Path fifo() {
        Path fifo = folder.resolve("readings");
        Fifo.create(fifo);
        return fifo;
    }

    /** Writes once somebody reads. */
    private static PipeWriteEnd writer(Path fifo) {
        List<PipeWriteEnd> opened = new ArrayList<>();
        Bounds.await("reader").ignoreExceptions().until(() -> opened.add(PipeWriteEnd.open(fifo)));
        return opened.get(0);
    }

    private static void write(PipeWriteEnd end, String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        Bounds.await("room").until(() -> {
            if (bytes.hasRemaining()) {
                end.tryWrite(bytes);
            }
            return !bytes.hasRemaining();
        });
    }

    @Test
    @LongTest
    void theLinesOfAFifoArriveInTheirOrderFromOneWriterAfterTheOther() throws IOException {
        String topic = broker.topic("fifo-lines", 3);
        Path fifo = fifo();
        run(LocalQueue.fifo(fifo, FifoRecords.lines()), topic);
        try (TopicReader reader = new TopicReader(broker, topic)) {
            try (PipeWriteEnd first = writer(fifo)) {
                write(first, "one\n\nth");
                write(first, "ree\n");
            }
            reader.await(3);
            try (PipeWriteEnd second = writer(fifo)) {
                write(second, "four\n");
            }
            List<ConsumerRecord<byte[], byte[]>> records = reader.await(4);
            assertThat(records).extracting(TopicReader::text).containsExactly("one", "", "three", "four");
            assertThat(records.get(0).headers().lastHeader(BridgeHeaders.PRIORITY))
                    .isNull();
            assertThat(TopicReader.header(records.get(0), BridgeHeaders.SOURCE)).isEqualTo("fifo:" + fifo);
        }
        assertThat(noticesOfTheFifo()).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsToldAndNothingOfItIsSent() throws IOException {
        String topic = broker.topic("fifo-long-line", 1);
        Path fifo = fifo();
        run(LocalQueue.fifo(fifo, FifoRecords.lines()), topic);
        try (TopicReader reader = new TopicReader(broker, topic);
                PipeWriteEnd end = writer(fifo)) {
            write(end, "before\n" + "x".repeat(9999) + "\n" + "y".repeat(4095) + "\nbehind\n");
            assertThat(reader.await(3))
                    .extracting(TopicReader::text)
                    .containsExactly("before", "y".repeat(4095), "behind");
        }
        assertThat(noticesOfTheFifo())
                .containsExactly("fifo:" + fifo
                        + ": a line of 9999 bytes is not sent, because a record has up to 4095. Its first 4095 bytes, in base64: "
                        + "eHh4".repeat(1365));
    }

    @Test
    @LongTest
    void theRecordsOfAFifoArriveAndWhatIsNotWholeAtAStopIsTold() throws IOException {
        String topic = broker.topic("fifo-records", 1);
        Path fifo = fifo();
        RunningRoute route = run(LocalQueue.fifo(fifo, FifoRecords.fixed(4)), topic);
        try (PipeWriteEnd end = writer(fifo);
                TopicReader reader = new TopicReader(broker, topic)) {
            write(end, "abcd\nefgij");
            assertThat(reader.await(2)).extracting(TopicReader::text).containsExactly("abcd", "\nefg");
            Bounds.await("all read").until(() -> end.readableBytes() == 0);
            route.close();
        }
        assertThat(noticesOfTheFifo())
                .containsExactly(
                        "fifo:" + fifo + ": 2 bytes were read of a record whose end has not come. In base64: aWo=");
    }
}
