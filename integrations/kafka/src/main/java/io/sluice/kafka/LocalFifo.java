package io.sluice.kafka;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.BrokenPipeException;
import io.sluice.reactor.pipe.CutLine;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.PipeSenderOptions;
import io.sluice.reactor.pipe.WhenWritersLeft;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.util.retry.Retry;

/** A FIFO as the end of a route, which is open while the route runs. Its records have no priority. */
final class LocalFifo extends LocalQueue {
    private static final long NO_NUMBER = 0;

    private final Path path;
    private final FifoRecords records;
    private @Nullable PipeReceiver<?> receiver;
    private @Nullable PipeSender sender;

    LocalFifo(Path path, FifoRecords records) {
        this.path = path;
        this.records = records;
    }

    @Override
    String source() {
        return "fifo:" + path;
    }

    @Override
    @Nullable
    String numberHeader() {
        return null;
    }

    @Override
    long lowestNumber() {
        return NO_NUMBER;
    }

    @Override
    long highestNumber() {
        return NO_NUMBER;
    }

    @Override
    int maxPayload() {
        return records.longest();
    }

    @Override
    @Nullable
    String refusal(byte[] payload) {
        return records.refusal(payload);
    }

    @Override
    Taking receive(EventLoop loop, Consumer<String> notices) {
        return records.areLines()
                ? receive(records.lineFraming(), loop, line -> whole(line, notices))
                : receive(records.fixedFraming(), loop, bytes -> bytes);
    }

    /** An element without a payload is no message, and another one is taken for it. */
    private <T> Taking receive(Framing<T> framing, EventLoop loop, Function<T, byte @Nullable []> payloads) {
        // A FIFO has one writer after the other.
        PipeReceiver<T> opened = PipeReceiver.open(
                path, framing, PipeReceiverOptions.create().eventLoop(loop).whenWritersLeft(WhenWritersLeft.WAIT));
        receiver = opened;
        return new Taking(
                opened.receive().mapNotNull(each -> {
                    byte[] payload = payloads.apply(each);
                    return payload == null ? null : new QueueMessage(NO_NUMBER, payload);
                }),
                opened);
    }

    private byte @Nullable [] whole(CutLine line, Consumer<String> notices) {
        byte[] begin = line.bytes();
        if (!line.isCut()) {
            return begin;
        }
        notices.accept(source() + ": a line of " + (begin.length + line.droppedBytes())
                + " bytes is not sent, because a record has up to " + records.longest() + ". Its first "
                + begin.length + " bytes, in base64: " + Base64.getEncoder().encodeToString(begin));
        return null;
    }

    @Override
    boolean trySend(QueueMessage message) {
        // The sender alone knows whether there is a reader.
        return false;
    }

    @Override
    Delivery send(QueueMessage message) {
        PipeSenderOptions options = PipeSenderOptions.create();
        if (sender == null) {
            sender = PipeSender.create(path, options);
        }
        // If a reader has left, nothing of the record was sent: it waits for the next one.
        return LoopDelivery.of(
                sender.send(records.bytes(message.payload()))
                        .retryWhen(Retry.indefinitely().filter(error -> error instanceof BrokenPipeException)),
                options.sending().eventLoop());
    }

    @Override
    void release(Consumer<String> notices) {
        if (sender != null) {
            sender.close();
            sender = null;
        }
        if (receiver != null) {
            byte[] begun = receiver.takeReadAhead();
            if (begun.length > 0) {
                notices.accept(source() + ": " + begun.length
                        + " bytes were read of a record whose end has not come. In base64: "
                        + Base64.getEncoder().encodeToString(begun));
            }
            receiver.close();
            receiver = null;
        }
    }
}
