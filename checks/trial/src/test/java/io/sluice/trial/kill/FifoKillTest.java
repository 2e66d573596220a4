package io.sluice.trial.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.BrokenPipeException;
import io.sluice.junit.RunningProgram;
import io.sluice.pipe.Fifo;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.PipeSenderOptions;
import io.sluice.reactor.pipe.WhenWritersLeft;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.NumberedRecords;
import io.sluice.trial.SharedFile;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * SIGKILL of C programs at one end of a FIFO, at random moments, while the other end lives. A pipe keeps what was written for as
 * long as a process has it open, so nothing is lost but the record that a killed reader had in hand, and nothing is torn.
 */
class FifoKillTest {
    private static final int ROUNDS = Trial.rounds(20, 500);
    private static final int SIZE = 64;
    private static final int RIVAL = 0;
    private static final int SENDER = 1;
    private static final long LONGEST_LIFE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    @TempDir
    Path folder;

    private final Random random = Trial.random("kills of FIFOs");
    private final NumberedRecords records = new NumberedRecords(SIZE);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Path fifo;

    @BeforeEach
    void create() {
        CProgram.requireCompiler();
        fifo = folder.resolve("fifo");
        Fifo.create(fifo);
    }

    private RunningProgram startWriter(Path file, int writer) {
        SharedFile.create(file);
        return CProgram.of("fifo_killed_writer").start(fifo, file, writer, SIZE);
    }

    private RunningProgram startReader(Path file) {
        SharedFile.create(file);
        return CProgram.of("fifo_rival").start(fifo, file, SIZE);
    }

    /** Most rounds see that the process has come to work; some kill it before. */
    private void awaitMoment(Path file, int index) {
        if (random.nextInt(4) != 0) {
            awaitRecord(file, index);
        }
        LockSupport.parkNanos(random.nextLong(LONGEST_LIFE_NANOS));
    }

    private static void awaitRecord(Path file, int index) {
        Bounds.awaitSpinning("a record", () -> SharedFile.first(file, index + 1)[index] > 0);
    }

    /** With a rival the FIFO always has a writer. Without one each kill leaves none, and the stream waits for the next. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAKilledWriterHasWrittenIsReceivedAndWhole(boolean besideARival) {
        PipeReceiverOptions waiting = PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT);
        List<RunningProgram> rivals = new ArrayList<>();
        Disposable stream = null;
        try (PipeReceiver<byte[]> receiver = PipeReceiver.open(fifo, Framing.fixed(SIZE), waiting)) {
            stream = receiver.receive().subscribe(records::arrived, failure::set);
            if (besideARival) {
                rivals.add(startWriter(folder.resolve("rival"), RIVAL));
            }
            long written = 0;
            int between = 0;
            for (int writer = 1; writer <= ROUNDS; writer++) {
                Path file = folder.resolve("writer-" + writer);
                try (RunningProgram killed = startWriter(file, writer)) {
                    awaitMoment(file, 1);
                    killed.kill();
                }
                long[] counts = SharedFile.first(file, 2);
                int victim = writer;
                Bounds.await("all that writer " + writer + " has written")
                        .until(() -> failure.get() != null || arrivedFrom(victim) >= counts[1]);
                assertThat(failure).hasNullValue();
                written += counts[1];
                between += arrivedFrom(writer) > counts[1] ? 1 : 0;
            }
            System.out.println(between + " more that the kernel had taken at the kill");
            row("C, " + (besideARival ? "beside another one" : "the only one"), "JVM", "writer", written, 0, 0);
            for (int writer = 1; writer <= ROUNDS; writer++) {
                assertThat((long) arrivedFrom(writer))
                        .isLessThanOrEqualTo(SharedFile.first(folder.resolve("writer-" + writer), 1)[0]);
            }
            assertThat(written).isPositive();
            assertThat(arrivedFrom(RIVAL) > 0).isEqualTo(besideARival);
        } finally {
            rivals.forEach(RunningProgram::close);
            if (stream != null) {
                stream.dispose();
            }
        }
    }

    /** They arrive on the event loop's thread. */
    private int arrivedFrom(int writer) {
        return CompletableFuture.supplyAsync(() -> records.arrivedFrom(writer), EventLoop.shared())
                .join();
    }

    @Test
    void aKilledReaderTakesOneRecordWithItAtTheMostAndTheSenderGoesOn() {
        PipeSenderOptions goingOn =
                PipeSenderOptions.create().sending(SenderOptions.create().stopOnError(false));
        BitSet refused = new BitSet();
        AtomicReference<Boolean> enough = new AtomicReference<>(false);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        List<long[]> received;
        PipeSender sender = PipeSender.create(fifo, goingOn);
        try {
            Flux<OutboundMessage<ByteBuffer, Integer>> all = Flux.generate(() -> 0, (number, sink) -> {
                if (enough.get()) {
                    sink.complete();
                } else {
                    sink.next(OutboundMessage.create(ByteBuffer.wrap(records.record(SENDER, number)), number));
                }
                return number + 1;
            });
            sender.send(all)
                    .subscribe(
                            result -> note(result, refused), ended::completeExceptionally, () -> ended.complete(null));
            received = killReaders(() -> {
                enough.set(true);
                ended.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
                sender.close(); // the last reader finds the end
                return null;
            });
        } finally {
            sender.close();
        }
        checkReceived("JVM", received, refused);
    }

    private static void note(SendResult<Integer> result, BitSet refused) {
        if (!result.isSent()) {
            assertThat(result.exception()).isInstanceOf(BrokenPipeException.class);
            refused.set(result.correlationMetadata());
        }
    }

    /** To compare with. It writes a refused record again. */
    @Test
    void aCWriterFaresTheSame() {
        Path file = folder.resolve("sender");
        List<long[]> received;
        try (RunningProgram writer = startWriter(file, SENDER)) {
            received = killReaders(() -> {
                writer.kill();
                return null;
            });
        }
        checkReceived("C", received, new BitSet());
    }

    /** The last reader is not killed, and finds what the others have left. */
    private List<long[]> killReaders(Callable<Void> endOfWriter) {
        List<Path> files = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Path file = folder.resolve("reader-" + round);
            files.add(file);
            try (RunningProgram reader = startReader(file)) {
                awaitMoment(file, 0);
                if (round < ROUNDS) {
                    assertThat(reader.isAlive()).as(reader.output()).isTrue();
                    reader.kill();
                } else {
                    // One that opened the FIFO behind the end of its last writer would wait for the next one.
                    awaitRecord(file, 0);
                    endOfWriter.call();
                    RunningProgram.Exit exit = reader.awaitExit(Bounds.SOON);
                    assertThat(exit.status()).as(exit.output()).isZero();
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return files.stream().map(FifoKillTest::numbers).toList();
    }

    /** Of the sender's records that a reader has kept, with one added. */
    private static long[] numbers(Path file) {
        return LongStream.of(SharedFile.upToZero(file))
                .map(kept -> kept - 1)
                .peek(record -> assertThat(record >> Integer.SIZE).isEqualTo(SENDER))
                .map(record -> (int) record)
                .toArray();
    }

    /** None is torn: each record is compared byte by byte. */
    private static void row(String writer, String reader, String killed, long received, int lost, int refused) {
        Row.of("fifo-kills", writer, reader, killed)
                .value("kills", ROUNDS)
                .value("received", received)
                .value("lost", lost)
                .value("refused", refused)
                .value("torn", 0)
                .done();
    }

    private static void checkReceived(String sender, List<long[]> received, BitSet refused) {
        long next = 0;
        long count = 0;
        int lost = 0;
        for (long[] ofOne : received) {
            for (long number : ofOne) {
                assertThat(number).as("in order").isGreaterThanOrEqualTo(next);
                for (; next < number; next++) {
                    lost += refused.get((int) next) ? 0 : 1;
                }
                assertThat(refused.get((int) number)).as("received and refused").isFalse();
                next++;
                count++;
            }
        }
        row(sender, "C", "reader", count, lost, refused.cardinality());
        assertThat(count).isPositive();
        assertThat(lost).isLessThanOrEqualTo(ROUNDS);
    }
}
