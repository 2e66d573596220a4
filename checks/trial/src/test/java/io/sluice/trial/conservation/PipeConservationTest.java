package io.sluice.trial.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.WhenWritersLeft;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.trial.SharedFile;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/**
 * Four C writers at one FIFO, with and without two C readers that block, and a stream whose subscribers come, ask for some and
 * cancel.
 */
class PipeConservationTest {
    private static final int WRITERS = 4;
    private static final int SIZE = 64;
    private static final int RECORDS = Trial.rounds(50_000, 250_000);
    private static final Duration LONGEST = Bounds.SOON.multipliedBy(Trial.rounds(2, 15));
    private static final int MOST_DEMAND = 5_000;

    private final Random random = Trial.random("records beside rivals");

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    @SuppressWarnings("try") // the write end is closed before, when the writers have left
    void eachRecordArrivesOnceAndWholeAtOneReader(int rivals, @TempDir Path folder) {
        Path fifo = folder.resolve("fifo");
        Fifo.create(fifo);
        Arrivals arrivals = new Arrivals(WRITERS, SIZE);
        List<RunningProgram> processes = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        PipeReceiverOptions waiting = PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT);
        // While the write end is open, no rival leaves between two writers, nor with records in the FIFO.
        try (PipeReceiver<byte[]> receiver = PipeReceiver.open(fifo, Framing.fixed(SIZE), waiting);
                PipeWriteEnd held = PipeWriteEnd.open(fifo)) {
            for (int i = 0; i < rivals; i++) {
                Path file = folder.resolve("rival-" + i);
                SharedFile.create(file);
                files.add(file);
                processes.add(CProgram.of("fifo_rival").start(fifo, file, SIZE));
            }
            receiver.receive().subscribe().dispose(); // loads what a stream needs, which takes longer than many records
            List<RunningProgram> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(CProgram.of("fifo_write").start(fifo, RECORDS, SIZE, i));
            }
            processes.addAll(writers);
            long begun = System.nanoTime();
            BooleanSupplier over = () -> {
                if (writers.stream().noneMatch(RunningProgram::isAlive)) {
                    held.close();
                }
                return rivals == 0
                        ? arrivals.count() == WRITERS * RECORDS
                        : processes.stream().noneMatch(RunningProgram::isAlive);
            };
            while (!over.getAsBoolean()) {
                takeSome(receiver.receive(), arrivals, over);
                assertThat(System.nanoTime() - begun).isLessThan(LONGEST.toNanos());
            }
            processes.forEach(process -> {
                RunningProgram.Exit exit = process.awaitExit(Bounds.SOON);
                assertThat(exit.status()).as(exit.output()).isZero();
            });
            receiver.stop();
            takeReadAhead(receiver, arrivals);
            int atTheStream = arrivals.count();
            for (Path file : files) {
                for (long kept : SharedFile.upToZero(file)) {
                    long record = kept - 1; // which was kept with one added
                    arrivals.add((int) (record >> Integer.SIZE), (int) record);
                }
            }
            Row.of("conservation", "records of a FIFO" + (rivals > 0 ? ", beside two readers in C" : ""))
                    .value("sent", WRITERS * RECORDS)
                    .value("received here", atTheStream)
                    .value("also", rivals > 0 ? "all others at the readers in C" : "")
                    .done();
            assertThat(atTheStream).isPositive();
            assertThat(arrivals.count()).isEqualTo(WRITERS * RECORDS);
        } finally {
            processes.forEach(RunningProgram::close);
        }
    }

    /** What was read for a subscriber who has cancelled. */
    private static void takeReadAhead(PipeReceiver<byte[]> receiver, Arrivals arrivals) {
        byte[] bytes = receiver.takeReadAhead();
        assertThat(bytes.length % SIZE).isZero();
        for (int at = 0; at < bytes.length; at += SIZE) {
            arrivals.arrived(Arrays.copyOfRange(bytes, at, at + SIZE));
        }
    }

    private void takeSome(Flux<byte[]> records, Arrivals arrivals, BooleanSupplier over) {
        int demand = 1 + random.nextInt(MOST_DEMAND);
        boolean fromHere = random.nextBoolean();
        RandomTaker<byte[]> taker = new RandomTaker<>(
                arrivals::arrived,
                discarded -> arrivals.arrived((byte[]) discarded),
                demand,
                fromHere ? 0 : 1 + random.nextInt(demand));
        int before = arrivals.count();
        records.subscribe(taker);
        int enough = before + random.nextInt(demand);
        Bounds.awaitSpinning(
                "records", () -> taker.hasEnded() || (fromHere && arrivals.count() >= enough) || over.getAsBoolean());
        taker.cancel();
        taker.assertNothingFailed();
    }
}
