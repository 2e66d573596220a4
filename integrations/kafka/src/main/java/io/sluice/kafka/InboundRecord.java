package io.sluice.kafka;

import io.sluice.errno.MessageTooLargeException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a record is for a queue.
 *
 * @param message what to send; null if it cannot be
 * @param reason why it cannot be sent; empty if it can
 */
record InboundRecord(@Nullable QueueMessage message, String reason) {
    static InboundRecord of(ConsumerRecord<byte[], byte[]> record, LocalQueue queue) {
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        if (payload.length > queue.maxPayload()) {
            return refused(
                    record,
                    "has " + payload.length + " bytes, and the longest message of " + queue.source() + " has "
                            + queue.maxPayload());
        }
        String refusal = queue.refusal(payload);
        if (refusal != null) {
            return refused(record, refusal);
        }
        String name = queue.numberHeader();
        Header header = name == null ? null : record.headers().lastHeader(name);
        if (header == null) {
            return new InboundRecord(new QueueMessage(queue.lowestNumber(), payload), "");
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        try {
            long number = Long.parseLong(text);
            if (number >= queue.lowestNumber() && number <= queue.highestNumber()) {
                return new InboundRecord(new QueueMessage(number, payload), "");
            }
        } catch (NumberFormatException e) {
            return badNumber(record, queue, header.key(), text);
        }
        return badNumber(record, queue, header.key(), text);
    }

    private static InboundRecord badNumber(
            ConsumerRecord<byte[], byte[]> record, LocalQueue queue, String name, String text) {
        return refused(
                record,
                "has the header " + name + " '" + text + "', which is not a whole number from " + queue.lowestNumber()
                        + " to " + queue.highestNumber());
    }

    private static InboundRecord refused(ConsumerRecord<byte[], byte[]> record, String why) {
        return new InboundRecord(null, "record " + origin(record) + " " + why);
    }

    /** Why a record that could be a message is none for the queue. */
    static String doesNotFit(ConsumerRecord<byte[], byte[]> record, MessageTooLargeException tooLarge) {
        return "record " + origin(record) + " does not fit: " + tooLarge.getMessage();
    }

    static String origin(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
