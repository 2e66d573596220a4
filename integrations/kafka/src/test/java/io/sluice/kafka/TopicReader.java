package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, in no group. */
final class TopicReader implements AutoCloseable {
    /** The records may come from a bridge whose JVM starts only now. */
    private static final Duration WITH_A_START = Bounds.SOON.multipliedBy(3);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    TopicReader(Broker broker, String topic) {
        this(broker.client(), topic);
    }

    TopicReader(Map<String, String> client, String topic) {
        consumer = new KafkaConsumer<>(Map.copyOf(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        // The controller has a new topic a moment before the broker that is asked.
        Bounds.await("topic " + topic).until(() -> {
            consumer.partitionsFor(topic).forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
            return !partitions.isEmpty();
        });
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All records so far, at least as many as asked for. */
    List<ConsumerRecord<byte[], byte[]>> await(int count) {
        Bounds.await(count + " records")
                .atMost(WITH_A_START)
                .untilAsserted(() -> assertThat(count())
                        .as(() -> "records that were read, of " + size() + " in the topic")
                        .isGreaterThanOrEqualTo(count));
        return List.copyOf(records);
    }

    /** All records so far. */
    List<ConsumerRecord<byte[], byte[]>> poll() {
        count();
        return List.copyOf(records);
    }

    /** Looks for records once, and says how many there were so far. */
    int count() {
        consumer.poll(Duration.ofMillis(20)).forEach(records::add);
        return records.size();
    }

    /** How many records the topic has, without reading them. */
    long size() {
        return consumer.endOffsets(consumer.assignment()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** All records up to the present end of each partition. */
    List<ConsumerRecord<byte[], byte[]>> readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Bounds.await("end of the topic").until(() -> {
            poll();
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
        return List.copyOf(records);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
