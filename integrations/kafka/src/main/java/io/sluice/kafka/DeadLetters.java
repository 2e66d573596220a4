package io.sluice.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Sends records that are no message of the queue to a topic of their own. Its producer is made for the first one. */
final class DeadLetters implements AutoCloseable {
    private final @Nullable String topic;
    private final ClientSettings settings;
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(@Nullable String topic, ClientSettings settings) {
        this.topic = topic;
        this.settings = settings;
    }

    /** Completes when Kafka has acknowledged the record. Fails with a {@link RetriableException} if there is no such topic now. */
    Delivery send(ConsumerRecord<byte[], byte[]> record, String reason) {
        if (topic == null) {
            throw new RouteException(
                    reason + ". Name a dead-letter topic for such records, or give the queue longer messages", null);
        }
        if (producer == null) {
            int size = record.value() == null ? 0 : record.value().length;
            producer = new KafkaProducer<>(settings.producer(Math.max(size, 16 << 20)));
        }
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers()
                .add(BridgeHeaders.REASON, reason.getBytes(StandardCharsets.UTF_8))
                .add(BridgeHeaders.ORIGIN, InboundRecord.origin(record).getBytes(StandardCharsets.UTF_8));
        Producer<byte[], byte[]> sender = producer;
        Letter sent = new Letter();
        Future<RecordMetadata> unused = sender.send(letter, (metadata, refused) -> {
            if (refused == null) {
                sent.sent();
            } else if (refused instanceof RetriableException) {
                sent.failed(refused);
            } else {
                sent.failed(new RouteException(
                        "Kafka refuses a dead letter for " + topic + ": " + refused.getMessage(), refused));
            }
        });
        return sent;
    }

    /** A letter on its way. The next bridge sends one again that was not acknowledged. */
    private static final class Letter extends Delivery {
        @Override
        void interrupt() {
            notSent();
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
