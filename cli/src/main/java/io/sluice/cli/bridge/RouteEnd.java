package io.sluice.cli.bridge;

import io.sluice.cli.option.IpcKeyConverter;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.ring.Ring;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a route begins or ends.
 *
 * @param kind what it is
 * @param name the queue's or ring's name, the queue's key, the FIFO's path, or the topic
 */
record RouteEnd(Kind kind, String name) {
    enum Kind {
        MQ,
        SYSV,
        RING,
        FIFO,
        KAFKA
    }

    /** Reads an end, and opens nothing. Throws a {@link TypeConversionException} that says what is wrong. */
    static RouteEnd of(String text) {
        if (text.startsWith("/")) {
            return posix(text);
        }
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        return switch (colon < 0 ? "" : text.substring(0, colon)) {
            case "mq" -> posix(name);
            case "sysv" ->
                new RouteEnd(Kind.SYSV, new IpcKeyConverter().convert(name).toString());
            case "ring" -> ring(name);
            case "fifo" -> fifo(name);
            case "kafka" -> topic(name);
            default ->
                throw new TypeConversionException(
                        "'" + text
                                + "' is no end of a route: use a POSIX queue such as /orders, a System V queue such as sysv:0x4d2, a"
                                + " ring such as ring:/prices, a FIFO such as fifo:/run/readings, or a topic such as kafka:orders");
        };
    }

    private static RouteEnd posix(String name) {
        try {
            PosixMessageQueue.builder(name);
            return new RouteEnd(Kind.MQ, name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static RouteEnd ring(String name) {
        try {
            Ring.builder(name);
            return new RouteEnd(Kind.RING, name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static RouteEnd fifo(String path) {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new TypeConversionException(
                    "'" + path + "' is no full path of a FIFO: it begins with a slash, as in fifo:/run/readings");
        }
        return new RouteEnd(Kind.FIFO, Path.of(path).normalize().toString());
    }

    private static RouteEnd topic(String name) {
        if (!name.matches("[a-zA-Z0-9._-]{1,249}") || name.equals(".") || name.equals("..")) {
            throw new TypeConversionException(
                    "'" + name + "' is no name of a topic: use 1 to 249 letters, digits, dots, underscores and dashes");
        }
        return new RouteEnd(Kind.KAFKA, name);
    }

    boolean isTopic() {
        return kind == Kind.KAFKA;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case MQ -> "mq:" + name;
            case SYSV -> "sysv:" + name;
            case RING -> "ring:" + name;
            case FIFO -> "fifo:" + name;
            case KAFKA -> "kafka:" + name;
        };
    }
}
