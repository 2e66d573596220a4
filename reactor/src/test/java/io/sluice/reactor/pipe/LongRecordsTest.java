package io.sluice.reactor.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.TornRecordException;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records longer than PIPE_BUF, which the only writer may send: in parts, and torn where they end early. */
class LongRecordsTest {
    private static final int CAPACITY = 1 << 16;
    private static final int LENGTH = 100_000;

    @TempDir
    Path folder;

    private final EventLoop loop = EventLoop.create("sends");
    private final PipeSenderOptions options = PipeSenderOptions.create()
            .sending(SenderOptions.create().eventLoop(loop))
            .onlyWriter(true);
    private final byte[] record = new byte[LENGTH];
    private Path fifo;
    private PipeSender sender;

    @BeforeEach
    void create() {
        new Random(7).nextBytes(record);
        fifo = folder.resolve("records");
        Fifo.create(fifo);
        sender = PipeSender.create(fifo, options);
    }

    @AfterEach
    void close() {
        sender.close();
        loop.close();
    }

    private static Probe<Void> probe(Mono<Void> send) {
        return Probe.of(send, 1);
    }

    private static byte[] read(PipeReadEnd end, int length) {
        byte[] bytes = new byte[length];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        Bounds.awaitSpinning(length + " bytes", () -> {
            end.tryRead(into);
            return !into.hasRemaining();
        });
        return bytes;
    }

    @Test
    void aLongRecordGoesInPartsAndTheNextOneBehindIt() {
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            for (boolean direct : new boolean[] {false, true}) {
                ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(LENGTH) : ByteBuffer.allocate(LENGTH);
                Probe<Void> first = probe(sender.send(buffer.put(0, record)));
                Probe<Void> second = probe(sender.send(record));
                Bounds.await("a full pipe").until(() -> end.readableBytes() == CAPACITY);
                assertThat(first.hasEnded()).isFalse();
                assertThat(read(end, LENGTH)).isEqualTo(record);
                assertThat(read(end, LENGTH)).isEqualTo(record);
                assertThat(first.awaitEnd()).isNull();
                assertThat(second.awaitEnd()).isNull();
            }
        }
    }

    @Test
    void aTimeoutInTheMiddleSaysHowMuchWasSentAndEndsTheSender() {
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            Probe<Void> torn = probe(sender.send(record, Duration.ofMillis(40)));
            Probe<Void> waiting = probe(sender.send(new byte[8]));
            checkTorn(torn.awaitEnd(), Errno.ETIMEDOUT, "65536 of 100000 bytes were written. The rest will not follow");
            checkTorn(waiting.awaitEnd(), Errno.ETIMEDOUT, "That was an earlier record");
            checkTorn(probe(sender.send(new byte[8])).awaitEnd(), Errno.ETIMEDOUT, "Nothing of this one was sent");
            assertThat(end.readableBytes()).isEqualTo(CAPACITY);
            sender.close();
            assertThat(read(end, CAPACITY)).startsWith(record[0], record[1], record[2]);
            Bounds.await("the end").until(() -> end.tryRead(ByteBuffer.allocate(1)) == PipeReadEnd.END);
        }
    }

    private static void checkTorn(Throwable outcome, Errno errno, String words) {
        assertThat(outcome)
                .isInstanceOfSatisfying(TornRecordException.class, torn -> {
                    assertThat(torn.sentBytes()).isEqualTo(CAPACITY);
                    assertThat(torn.recordBytes()).isEqualTo(LENGTH);
                    assertThat(torn.errno()).isEqualTo(errno);
                })
                .hasMessageContaining(words);
    }

    @Test
    void behindACancelInTheMiddleTheNextSendSaysHowMuchWasSent() {
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            Probe<Void> cancelled = probe(sender.send(record));
            Bounds.await("a full pipe").until(() -> end.readableBytes() == CAPACITY);
            cancelled.cancel();
            assertThat(end.tryRead(ByteBuffer.allocate(CAPACITY))).isEqualTo(CAPACITY);
            checkTorn(probe(sender.send(new byte[8])).awaitEnd(), Errno.ECANCELED, "That was an earlier record");
            assertThat(end.readableBytes())
                    .as("nothing is sent behind the cancel")
                    .isZero();
            assertThat(cancelled.hasEnded()).isFalse();
        }
    }

    @Test
    void aReaderThatLeavesInTheMiddleTakesThePartWithIt() {
        PipeReadEnd end = PipeReadEnd.open(fifo);
        Probe<Void> torn = probe(sender.send(record));
        Bounds.await("a full pipe").until(() -> end.readableBytes() == CAPACITY);
        end.close();
        checkTorn(torn.awaitEnd(), Errno.EPIPE, "The reader has left, and the part is gone with it");
        try (PipeReadEnd next = PipeReadEnd.open(fifo)) {
            Probe<Void> whole = probe(sender.send(record));
            assertThat(read(next, LENGTH)).isEqualTo(record);
            assertThat(whole.awaitEnd()).isNull();
        }
    }

    @Test
    void onAnEndThatWasGivenItTearsTheRecordForGood() {
        try (Pipe pipe = Pipe.open()) {
            PipeSender given = PipeSender.create(pipe.writeEnd(), options);
            Probe<Void> torn = probe(given.send(record));
            Bounds.await("a full pipe").until(() -> pipe.readEnd().readableBytes() == CAPACITY);
            pipe.readEnd().close();
            checkTorn(torn.awaitEnd(), Errno.EPIPE, "The rest will not follow");
            checkTorn(probe(given.send(record)).awaitEnd(), Errno.EPIPE, "That was an earlier record");
        }
    }

    @Test
    void theCloseOfThePipeTearsTheRecordToo() {
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            Probe<Void> torn = probe(sender.send(record));
            Bounds.await("a full pipe").until(() -> end.readableBytes() == CAPACITY);
            sender.close();
            checkTorn(torn.awaitEnd(), Errno.EBADF, "The rest will not follow");
        }
    }

    @Test
    void aTornRecordEndsAStreamThatGoesOnBehindOtherErrors() {
        PipeSenderOptions patient = options.sending(SenderOptions.create()
                .eventLoop(loop)
                .stopOnError(false)
                .maxInFlight(1)
                .sendTimeout(Duration.ofMillis(40)));
        try (PipeReadEnd end = PipeReadEnd.open(fifo);
                PipeSender timed = PipeSender.create(fifo, patient)) {
            ByteBuffer empty = ByteBuffer.allocate(0);
            Probe<SendResult<Integer>> results = Probe.of(
                    timed.send(Flux.just(
                            OutboundMessage.create(empty, 0),
                            OutboundMessage.create(ByteBuffer.wrap(record), 1),
                            OutboundMessage.create(ByteBuffer.wrap(record), 2))),
                    Long.MAX_VALUE);
            checkTorn(results.awaitEnd(), Errno.ETIMEDOUT, "The rest will not follow");
            assertThat(results.received())
                    .singleElement()
                    .satisfies(result -> assertThat(result.exception())
                            .isInstanceOf(IllegalArgumentException.class)
                            .isNotInstanceOf(ErrnoException.class));
            assertThat(end.readableBytes()).isEqualTo(CAPACITY);
        }
    }
}
