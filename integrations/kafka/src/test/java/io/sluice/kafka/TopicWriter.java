package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes texts to topics. */
final class TopicWriter implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;

    TopicWriter(Broker broker) {
        this(broker.client());
    }

    TopicWriter(Map<String, String> client) {
        producer = new KafkaProducer<>(Map.copyOf(client), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends a text, with names and values of headers. */
    void send(String topic, String text, String... headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        Future<RecordMetadata> sent = producer.send(record);
        assertThat(sent).isNotNull();
    }

    void sendNumbers(String topic, int count) {
        for (int number = 0; number < count; number++) {
            send(topic, Integer.toString(number));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
