package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.LineOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.testing.Bounds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Sizes, numbers and records of pipes: what is refused leaves the pipe as it was, and what is accepted arrives. */
final class PipeRules implements AutoCloseable {
    private static final int LARGEST_RECORD = 1 << 30;
    private static final Set<Integer> PREFIXES = Set.of(1, 2, 4, 8);
    /** What the kernel may answer to a size. */
    private static final Set<Errno> OF_SIZES = Set.of(Errno.EPERM, Errno.EBUSY, Errno.ENOMEM, Errno.EINVAL);

    private final Pipe pipe = Pipe.open();
    private final PipeSender sender = PipeSender.create(pipe.writeEnd());

    static void checkFraming(int size, int prefixBytes) {
        boolean refused = size < 1 || size > LARGEST_RECORD;
        assertThat(Stream.of(
                        Documented.FRAMING_RAW.call(() -> Framing.raw(size)),
                        Documented.FRAMING_FIXED.call(() -> Framing.fixed(size)),
                        Documented.LINE_MAX_BYTES.call(
                                () -> LineOptions.create().maxBytes(size))))
                .allMatch(outcome -> outcome.refused() == refused);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertThat(Documented.FRAMING_PREFIXED
                            .call(() -> Framing.lengthPrefixed(prefixBytes, order, size))
                            .refused())
                    .isEqualTo(refused || !PREFIXES.contains(prefixBytes));
        }
    }

    void checkCapacity(int size) {
        checkCapacity(size, Documented.PIPE_READ_CAPACITY, pipe.readEnd()::capacity);
        checkCapacity(size, Documented.PIPE_WRITE_CAPACITY, pipe.writeEnd()::capacity);
    }

    private void checkCapacity(int size, Documented call, IntUnaryOperator set) {
        int before = pipe.readEnd().capacity();
        Documented.Outcome<Integer> outcome = call.call(() -> set.applyAsInt(size));
        assertThat(outcome.refused()).isEqualTo(size <= 0);
        if (outcome.failed()) {
            assertThat(size <= 0 || OF_SIZES.contains(FifoPathRules.errno(outcome)))
                    .isTrue();
            assertThat(pipe.writeEnd().capacity()).isEqualTo(before);
        } else {
            assertThat(outcome.value()).isGreaterThanOrEqualTo(size);
            assertThat(pipe.writeEnd().capacity()).isEqualTo(outcome.value());
            pipe.readEnd().capacity(before);
        }
    }

    /** Only descriptors of this process that are pipes are opened, and nothing is read from them. */
    static void checkAdopted(int number) {
        Documented.Outcome<PipeReadEnd> reading =
                Documented.PIPE_READ_ADOPT.call(() -> PipeReadEnd.adopt(number, "a number"));
        Documented.Outcome<PipeWriteEnd> writing =
                Documented.PIPE_WRITE_ADOPT.call(() -> PipeWriteEnd.adopt(number, "a number"));
        Documented.Outcome<PosixMessageQueue> queue =
                Documented.QUEUE_ADOPT.call(() -> PosixMessageQueue.adopt(number));
        if (number < 0) {
            assertThat(FifoPathRules.errno(queue)).isEqualTo(Errno.EBADF);
            assertThat(FifoPathRules.errno(reading)).isEqualTo(Errno.EBADF);
            assertThat(FifoPathRules.errno(writing)).isEqualTo(Errno.EBADF);
        }
        assertThat(reading.failed() ? reading.exception().getMessage() : "descriptor " + number)
                .contains("descriptor " + number);
        if (!reading.failed()) {
            reading.value().close();
        }
        if (!writing.failed()) {
            writing.value().close();
        }
        if (!queue.failed()) {
            queue.value().close();
        }
    }

    void checkBuffers(byte[] bytes, boolean readOnly) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        Documented.Outcome<Integer> written =
                Documented.PIPE_WRITE.call(() -> pipe.writeEnd().tryWrite(source));
        assertThat(written.refused()).isEqualTo(bytes.length == 0);
        assertThat(source.hasRemaining()).isFalse();
        ByteBuffer into = ByteBuffer.allocate(bytes.length);
        Documented.Outcome<Integer> read =
                Documented.PIPE_READ.call(() -> pipe.readEnd().tryRead(readOnly ? into.asReadOnlyBuffer() : into));
        assertThat(read.failed()).isEqualTo(readOnly || bytes.length == 0);
        if (read.failed() && bytes.length > 0) {
            pipe.readEnd().tryRead(into); // which the refused read has left
        }
        assertThat(into.array()).isEqualTo(bytes);
        assertThat(pipe.readEnd().readableBytes()).isZero();
        assertThat(Documented.LINE_SEPARATOR
                        .call(() -> LineOptions.create().separator(bytes))
                        .refused())
                .isEqualTo(bytes.length == 0);
    }

    /** There is room, so whatever the timeout is, a record that is not too long goes. */
    void checkSent(byte[] record, Duration timeout) {
        boolean tooLong = record.length > Pipe.PIPE_BUF;
        ByteBuffer buffer = ByteBuffer.wrap(record);
        checkOutcome(Documented.PIPE_SEND.call(() -> sender.send(record)), false, record);
        checkOutcome(Documented.PIPE_SEND_BUFFER.call(() -> sender.send(buffer)), false, record);
        checkOutcome(
                Documented.PIPE_SEND_WITHIN.call(() -> sender.send(record, timeout)), timeout.isNegative(), record);
        checkOutcome(
                Documented.PIPE_SEND_BUFFER_WITHIN.call(() -> sender.send(buffer, timeout)),
                timeout.isNegative(),
                record);
        String text = new String(record, StandardCharsets.ISO_8859_1);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        checkOutcome(Documented.PIPE_SEND_TEXT.call(() -> sender.send(text)), false, utf8);
        checkOutcome(
                Documented.PIPE_SEND_TEXT_WITHIN.call(() -> sender.send(text, timeout)), timeout.isNegative(), utf8);
        checkOutcome(Documented.PIPE_SEND_NOW.call(() -> sender.sendNow(record)), tooLong, record);
        checkOutcome(Documented.PIPE_SEND_BUFFER_NOW.call(() -> sender.sendNow(buffer)), tooLong, record);
    }

    private void checkOutcome(Documented.Outcome<Mono<Void>> made, boolean refused, byte[] record) {
        assertThat(made.refused()).isEqualTo(refused);
        if (refused) {
            return;
        }
        Documented.Outcome<Boolean> sent = FifoPathRules.outcome(made.value());
        assertThat(sent.refused()).isEqualTo(record.length == 0);
        assertThat(sent.exception() instanceof MessageTooLargeException).isEqualTo(record.length > Pipe.PIPE_BUF);
        ByteBuffer into = ByteBuffer.allocate(Pipe.PIPE_BUF);
        int count = pipe.readEnd().tryRead(into);
        assertThat(count).isEqualTo(sent.failed() ? PipeReadEnd.WOULD_BLOCK : record.length);
        assertThat(into.flip()).isEqualTo(ByteBuffer.wrap(sent.failed() ? new byte[0] : record));
    }

    /** A wait without room can be cancelled, however long it may be. */
    void checkWait(Duration timeout) {
        byte[] full = new byte[pipe.writeEnd().capacity()];
        assertThat(pipe.writeEnd().tryWrite(ByteBuffer.wrap(full))).isEqualTo(full.length);
        if (timeout.compareTo(Bounds.SOON) > 0) {
            sender.send(new byte[1], timeout).subscribe().dispose();
        }
        assertThat(pipe.readEnd().tryRead(ByteBuffer.allocate(full.length + 1))).isEqualTo(full.length);
        assertThat(pipe.readEnd().readableBytes()).isZero();
    }

    @Override
    public void close() {
        sender.close();
        pipe.close();
    }
}
