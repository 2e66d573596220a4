package io.sluice.reactor.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.BrokenPipeException;
import io.sluice.junit.RunningProgram;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.NumberedRecords;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Streams of sends, beside other writers, and a reader that is killed. */
class PipeSendStreamTest {
    private static final int SIZE = 512;

    @TempDir
    Path folder;

    private Path fifo;
    private final NumberedRecords records = new NumberedRecords(SIZE);

    @BeforeEach
    void create() {
        fifo = folder.resolve("records");
        Fifo.create(fifo);
    }

    private Flux<OutboundMessage<ByteBuffer, Integer>> numbered(int writer, int count) {
        return Flux.range(0, count).map(i -> OutboundMessage.create(ByteBuffer.wrap(records.record(writer, i)), i));
    }

    @Test
    void theResultsComeInOrderAndOnlyAsTheyAreAskedFor() {
        AtomicLong taken = new AtomicLong();
        try (Pipe pipe = Pipe.open()) {
            PipeSender sender = PipeSender.create(pipe.writeEnd());
            Probe<SendResult<Integer>> results =
                    Probe.of(sender.send(numbered(1, 20).doOnNext(message -> taken.incrementAndGet())), 0);
            results.request(5);
            results.awaitReceived(5);
            assertThat(taken).hasValue(5);
            assertThat(pipe.readEnd().readableBytes()).isEqualTo(5 * SIZE);
            results.request(Long.MAX_VALUE);
            assertThat(results.awaitEnd()).isNull();
            assertThat(results.received().stream().map(SendResult::correlationMetadata))
                    .containsExactlyElementsOf(Flux.range(0, 20).toIterable());
            assertThat(results.received()).allMatch(SendResult::isSent);
        }
    }

    @Test
    void recordsOfAllLengthsComeInTheirOrderAlsoWhereSeveralAreWrittenAtOnce() {
        int[] lengths = {10, 3000, 3000, 1, 4096, 5, 90, 4000, 7};
        try (Pipe pipe = Pipe.open()) {
            PipeSender sender = PipeSender.create(pipe.writeEnd());
            Probe<SendResult<Integer>> results = Probe.of(sender.send(filled(lengths)), Long.MAX_VALUE);
            assertThat(results.awaitEnd()).isNull();
            ByteBuffer read = ByteBuffer.allocate(1 << 16);
            pipe.readEnd().tryRead(read);
            read.flip();
            for (int i = 0; i < lengths.length; i++) {
                for (int left = lengths[i]; left > 0; left--) {
                    assertThat(read.get()).isEqualTo((byte) i);
                }
            }
            assertThat(read.hasRemaining()).isFalse();
        }
    }

    @Test
    void packetsThatAreGivenAtOnceStayPackets() {
        int[] lengths = {10, 20, 30};
        try (Pipe pipe = Pipe.open()) {
            PipeSender sender = PipeSender.create(
                    pipe.writeEnd(), PipeSenderOptions.create().packets(true));
            assertThat(Probe.of(sender.send(filled(lengths)), Long.MAX_VALUE).awaitEnd())
                    .isNull();
            for (int length : lengths) {
                assertThat(pipe.readEnd().tryRead(ByteBuffer.allocate(4096))).isEqualTo(length);
            }
        }
    }

    private static Flux<OutboundMessage<ByteBuffer, Integer>> filled(int... lengths) {
        return Flux.range(0, lengths.length).map(i -> {
            byte[] bytes = new byte[lengths[i]];
            Arrays.fill(bytes, (byte) (int) i);
            return OutboundMessage.create(ByteBuffer.wrap(bytes), i);
        });
    }

    @Test
    void aCancelSendsNothingMoreAndGivesTheRestToTheDiscardHook() {
        try (Pipe pipe = Pipe.open()) {
            pipe.writeEnd().capacity(4096);
            PipeSender sender = PipeSender.create(pipe.writeEnd());
            Probe<SendResult<Integer>> results = Probe.of(sender.send(numbered(1, 1000)), Long.MAX_VALUE);
            results.awaitReceived(8);
            results.cancel();
            ByteBuffer page = ByteBuffer.allocate(8192);
            assertThat(pipe.readEnd().tryRead(page)).isEqualTo(4096);
            assertThat(pipe.readEnd().tryRead(page)).isEqualTo(PipeReadEnd.WOULD_BLOCK);
            Bounds.await("the rest").until(() -> results.discarded().size() >= 1);
        }
    }

    /** Two senders of this process and two C programs, and a reader that sees each record whole and in its writer's order. */
    @Test
    void recordsOfFourWritersAtOnceAreNeitherMixedNorLost() {
        int count = 20_000;
        CProgram program = CProgram.of("fifo_write");
        List<RunningProgram> writers = new ArrayList<>();
        List<PipeSender> senders = new ArrayList<>();
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            List<Probe<SendResult<Integer>>> results = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                writers.add(program.start(fifo, count, SIZE, 10 + writer));
                PipeSender sender = PipeSender.create(fifo);
                senders.add(sender);
                results.add(Probe.of(sender.send(numbered(writer, count)), Long.MAX_VALUE));
            }
            readAll(end, 4 * count);
            results.forEach(each -> assertThat(each.awaitEnd()).isNull());
            for (int writer : new int[] {0, 1, 10, 11}) {
                assertThat(records.arrivedFrom(writer)).isEqualTo(count);
            }
            writers.forEach(
                    each -> assertThat(each.awaitExit(Bounds.SOON).status()).isZero());
        } finally {
            writers.forEach(RunningProgram::close);
            senders.forEach(PipeSender::close);
        }
    }

    private void readAll(PipeReadEnd end, int count) {
        byte[] bytes = new byte[SIZE];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        for (int i = 0; i < count; i++) {
            Bounds.awaitSpinning("a record", () -> {
                end.tryRead(into);
                return !into.hasRemaining();
            });
            records.arrived(bytes);
            into.clear();
        }
    }

    /** Each record has its outcome; those that are read come in order, and what is lost is what the killed reader had taken. */
    @Test
    void aReaderThatIsKilledFailsOneSendAndTheStreamGoesOnWithTheNextReader() {
        PipeSenderOptions goingOn = PipeSenderOptions.create()
                .sending(SenderOptions.create().stopOnError(false).maxInFlight(1));
        try (PipeSender sender = PipeSender.create(fifo, goingOn);
                RunningProgram killed = CProgram.of("fifo_read").start(fifo, SIZE)) {
            Probe<SendResult<Integer>> results = Probe.of(sender.send(numbered(1, 1000)), 0);
            results.request(3);
            killed.awaitLine("read 3");
            killed.kill();
            results.request(1);
            results.awaitReceived(4);
            assertThat(results.received().get(3).exception()).isInstanceOf(BrokenPipeException.class);
            results.request(Long.MAX_VALUE);
            try (PipeReadEnd next = PipeReadEnd.open(fifo)) {
                byte[] bytes = new byte[SIZE];
                for (int i = 4; i < 1000; i++) {
                    ByteBuffer into = ByteBuffer.wrap(bytes);
                    Bounds.awaitSpinning("a record", () -> {
                        next.tryRead(into);
                        return !into.hasRemaining();
                    });
                    assertThat(bytes).isEqualTo(records.record(1, i));
                }
                assertThat(results.awaitEnd()).isNull();
            }
            assertThat(results.received()).hasSize(1000);
            assertThat(results.received().stream().filter(result -> !result.isSent()))
                    .hasSize(1);
        }
    }

    @Test
    void everyRecordReachesACReader() {
        PipeSender sender = PipeSender.create(fifo);
        try (RunningProgram reader = CProgram.of("fifo_read").start(fifo, SIZE)) {
            Probe<SendResult<Integer>> results = Probe.of(sender.send(numbered(5, 5000)), Long.MAX_VALUE);
            assertThat(results.awaitEnd()).isNull();
            sender.close();
            RunningProgram.Exit exit = reader.awaitExit(Bounds.SOON);
            assertThat(exit.output()).endsWith("end behind 5000\n");
            assertThat(exit.status()).isZero();
        }
    }

    @Test
    void aSenderOnTheEndOfAFifoGoesOnWithTheNextReader() {
        PipeReadEnd first = PipeReadEnd.open(fifo);
        try (PipeWriteEnd end = PipeWriteEnd.open(fifo)) {
            PipeSender sender = PipeSender.create(end);
            first.close();
            byte[] record = records.record(1, 0);
            assertThat(Probe.of(sender.send(record), 1).awaitEnd()).isInstanceOf(BrokenPipeException.class);
            try (PipeReadEnd next = PipeReadEnd.open(fifo)) {
                assertThat(Probe.of(sender.send(record), 1).awaitEnd()).isNull();
                assertThat(next.readableBytes()).isEqualTo(SIZE);
            }
        }
    }
}
