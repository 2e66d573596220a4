package io.sluice.samples.docs;

import io.sluice.kafka.FifoRecords;
import io.sluice.kafka.Journal;
import io.sluice.kafka.KafkaToQueue;
import io.sluice.kafka.LocalQueue;
import io.sluice.kafka.QueueToKafka;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.ring.Ring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Java of docs/kafka.md. */
final class KafkaSnippets {
    private KafkaSnippets() {}

    static void toKafka(PosixMessageQueue queue) throws IOException {
        Journal journal = Journal.open(Path.of("/var/lib/sluice/orders"), 64 << 20, false);
        journal.damage().forEach(damage -> System.err.println("lost: " + damage));
        QueueToKafka route = QueueToKafka.create(
                LocalQueue.of(queue), "orders", journal, Map.of("bootstrap.servers", "localhost:9092"));
        route.run().block();
    }

    static List<LocalQueue> otherEnds(Ring ring) {
        LocalQueue prices = LocalQueue.of(ring);
        LocalQueue readings = LocalQueue.fifo(Path.of("/run/readings"), FifoRecords.lines());
        LocalQueue samples = LocalQueue.fifo(Path.of("/run/samples"), FifoRecords.fixed(64));
        return List.of(prices, readings, samples);
    }

    static void fromKafka(PosixMessageQueue queue) {
        KafkaToQueue route = KafkaToQueue.create(
                "answers",
                LocalQueue.of(queue),
                "warehouse",
                Map.of("bootstrap.servers", "localhost:9092"),
                "answers-dead",
                System.err::println);
        route.run().block();
    }
}
