package io.sluice.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes Kafka's records of messages. Most of them have the same headers as the one before, but for the id. Used by one thread. */
final class RecordsForKafka {
    private static final byte[] HOST = host();

    /** A header that many records have. */
    private static final class Shared implements Header {
        private final String key;
        private final byte[] value;

        private Shared(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public byte[] value() {
            return value;
        }
    }

    private final String topic;
    private final KeptOrder order;
    private final String source;
    private final Header sourceHeader;
    private final Header hostHeader = new Shared(BridgeHeaders.HOST, HOST);
    private final @Nullable String numberName;

    private @Nullable UUID journal;
    private String idPrefix = "";
    private @Nullable JournalRecord before;
    private @Nullable Header numberHeader;
    private byte @Nullable [] key;

    /**
     * Records of a topic.
     *
     * @param source where the messages come from
     * @param numberName the header that has the priority or type; null if there is none
     */
    RecordsForKafka(String topic, KeptOrder order, String source, @Nullable String numberName) {
        this.topic = topic;
        this.order = order;
        this.source = source;
        this.numberName = numberName;
        sourceHeader = new Shared(BridgeHeaders.SOURCE, source.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"))
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException unknown) {
            return new byte[0];
        }
    }

    ProducerRecord<byte[], byte[]> of(JournalRecord message) {
        if (before == null || before.number() != message.number()) {
            key = order.key(source, message);
            numberHeader = numberName == null ? null : new Shared(numberName, ascii(Long.toString(message.number())));
        }
        before = message;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, message.payload());
        record.headers().add(BridgeHeaders.ID, id(message)).add(sourceHeader).add(hostHeader);
        if (numberHeader != null) {
            record.headers().add(numberHeader);
        }
        return record;
    }

    private byte[] id(JournalRecord message) {
        if (!message.journal().equals(journal)) {
            journal = message.journal();
            idPrefix = JournalRecord.idPrefix(message.journal());
        }
        return ascii(idPrefix + message.sequence());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
