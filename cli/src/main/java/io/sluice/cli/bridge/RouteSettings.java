package io.sluice.cli.bridge;

import io.sluice.kafka.FifoRecords;
import io.sluice.pipe.Pipe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * One route. What it does not have is null.
 *
 * @param from where it begins
 * @param to where it ends
 * @param order which messages keep their order, on the way to Kafka
 * @param group the consumer group, on the way from Kafka
 * @param deadLetters the topic for records that cannot be sent, on the way from Kafka
 * @param records what a message is in a FIFO
 */
record RouteSettings(
        RouteEnd from,
        RouteEnd to,
        @Nullable String order,
        @Nullable String group,
        @Nullable String deadLetters,
        @Nullable String records) {
    private static final List<String> ORDERS = List.of("number", "all", "none");

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
        refuse(order, first.isTopic(), "order", "to");
        refuse(group, !first.isTopic(), "group", "from");
        refuse(deadLetters, !first.isTopic(), "dead-letter", "from");
        if (order != null && !ORDERS.contains(order)) {
            throw new TypeConversionException("'" + order + "' is not number, all or none");
        }
        if (deadLetters != null && RouteEnd.of("kafka:" + deadLetters).name().equals(first.name())) {
            throw new TypeConversionException(
                    "'" + deadLetters + "' is the topic that is read: dead letters need another one");
        }
        RouteSettings route = new RouteSettings(first, last, order, group, deadLetters, records);
        route.fifoRecords();
        return route;
    }

    /** What a message is in the route's FIFO. */
    FifoRecords fifoRecords() {
        if (records == null || records.equals("lines")) {
            if (records != null) {
                refuseWithoutFifo();
            }
            return FifoRecords.lines();
        }
        refuseWithoutFifo();
        try {
            return FifoRecords.fixed(Integer.parseInt(records));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + records
                    + "' is neither lines nor how many bytes each record of the FIFO has, a whole number from 1 to "
                    + Pipe.PIPE_BUF);
        }
    }

    private void refuseWithoutFifo() {
        if (from.kind() != RouteEnd.Kind.FIFO && to.kind() != RouteEnd.Kind.FIFO) {
            throw new TypeConversionException("records is for a route from or to a FIFO");
        }
    }

    private static void refuse(@Nullable String value, boolean misplaced, String name, String direction) {
        if (value != null && misplaced) {
            throw new TypeConversionException(name + " is for a route " + direction + " Kafka");
        }
    }

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
