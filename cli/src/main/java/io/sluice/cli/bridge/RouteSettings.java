package io.sluice.cli.bridge;

import io.sluice.kafka.FifoRecords;
import io.sluice.kafka.KeptOrder;
import io.sluice.pipe.Pipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * One route.
 *
 * @param from where it begins
 * @param to where it ends
 * @param order which messages keep their order, on the way to Kafka
 * @param group the consumer group, on the way from Kafka
 * @param deadLetters the topic for records that cannot be sent, on the way from Kafka; null if they end the command
 * @param records what a message is, where an end is a FIFO
 */
record RouteSettings(
        RouteEnd from,
        RouteEnd to,
        KeptOrder order,
        String group,
        @Nullable String deadLetters,
        FifoRecords records) {
    /** Reads a route. Throws a {@link TypeConversionException} that says what is wrong. */
    static RouteSettings of(
            @Nullable String from,
            @Nullable String to,
            @Nullable String order,
            @Nullable String group,
            @Nullable String deadLetters,
            @Nullable String records) {
        if (from == null || to == null) {
            throw new TypeConversionException(
                    "a route needs both ends: " + (from == null ? "from" : "to") + " is missing");
        }
        RouteEnd first = RouteEnd.of(from);
        RouteEnd last = RouteEnd.of(to);
        if (first.isTopic() == last.isTopic()) {
            throw new TypeConversionException("'" + from + "' and '" + to
                    + "' make no route: one end is a queue, and the other one a topic such as kafka:orders");
        }
        boolean hasFifo = first.kind() == RouteEnd.Kind.FIFO || last.kind() == RouteEnd.Kind.FIFO;
        refuse(order, first.isTopic(), "order", "to Kafka");
        refuse(group, !first.isTopic(), "group", "from Kafka");
        refuse(deadLetters, !first.isTopic(), "dead-letter", "from Kafka");
        refuse(records, !hasFifo, "records", "from or to a FIFO");
        if (deadLetters != null && RouteEnd.of("kafka:" + deadLetters).name().equals(first.name())) {
            throw new TypeConversionException(
                    "'" + deadLetters + "' is the topic that is read: dead letters need another one");
        }
        return new RouteSettings(
                first,
                last,
                order == null ? KeptOrder.NUMBER : keptOrder(order),
                group == null ? "sluice-bridge-" + last : group,
                deadLetters,
                records == null ? FifoRecords.lines() : fifoRecords(records));
    }

    private static KeptOrder keptOrder(String order) {
        return switch (order) {
            case "number" -> KeptOrder.NUMBER;
            case "all" -> KeptOrder.ALL;
            case "none" -> KeptOrder.NONE;
            default -> throw new TypeConversionException("'" + order + "' is not number, all or none");
        };
    }

    private static FifoRecords fifoRecords(String records) {
        try {
            return records.equals("lines") ? FifoRecords.lines() : FifoRecords.fixed(Integer.parseInt(records));
        } catch (IllegalArgumentException noNumberOrOutOfRange) {
            throw new TypeConversionException("'" + records
                    + "' is neither lines nor how many bytes each record of the FIFO has, a whole number from 1 to "
                    + Pipe.PIPE_BUF);
        }
    }

    private static void refuse(@Nullable String value, boolean misplaced, String name, String direction) {
        if (value != null && misplaced) {
            throw new TypeConversionException(name + " is for a route " + direction);
        }
    }

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
