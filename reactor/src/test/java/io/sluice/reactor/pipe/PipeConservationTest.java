package io.sluice.reactor.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.LongTest;
import io.sluice.testing.NumberedRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.publisher.SignalType;
import reactor.util.context.Context;

/** Every record arrives once, whole and in its writer's order, while subscribers come, ask for some and cancel. */
@LongTest
class PipeConservationTest {
    private static final int WRITERS = 4;
    private static final int RECORDS = 5_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(seed());

    private static long seed() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        return seed;
    }

    /** Keeps what it receives and what is discarded, in one order, and cancels from whatever thread the test chooses. */
    private static final class Taker<T> extends BaseSubscriber<T> {
        private final Queue<T> arrived;
        private final int demand;
        private final int cancelBehind;
        private int taken;
        private volatile boolean ended;

        Taker(Queue<T> arrived, int demand, int cancelBehind) {
            this.arrived = arrived;
            this.demand = demand;
            this.cancelBehind = cancelBehind;
        }

        @Override
        public Context currentContext() {
            return Operators.enableOnDiscard(Context.empty(), element -> arrived.add(cast(element)));
        }

        @SuppressWarnings("unchecked")
        private T cast(Object element) {
            return (T) element;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(demand);
        }

        @Override
        protected void hookOnNext(T element) {
            arrived.add(element);
            taken++;
            if (taken == cancelBehind) {
                cancel();
            }
        }

        @Override
        protected void hookFinally(SignalType type) {
            ended = true;
        }
    }

    private <T> void takeAll(Flux<T> records, Queue<T> arrived, int expected) {
        long begun = System.nanoTime();
        while (arrived.size() < expected) {
            if (System.nanoTime() - begun > 2 * Bounds.SOON.toNanos()) {
                throw new AssertionError("only " + arrived.size() + " of " + expected);
            }
            int demand = 1 + random.nextInt(300);
            boolean fromHere = random.nextBoolean();
            Taker<T> taker = new Taker<>(arrived, demand, fromHere ? -1 : 1 + random.nextInt(demand));
            int before = arrived.size();
            records.subscribe(taker);
            int enough = Math.min(expected, before + random.nextInt(demand + 1));
            Bounds.awaitSpinning("records", () -> taker.ended || arrived.size() >= (fromHere ? enough : expected));
            taker.cancel();
        }
    }

    @Test
    void recordsOfFourWriters() {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        List<RunningProgram> writers = new ArrayList<>();
        try (PipeReadEnd end = PipeReadEnd.open(path)) {
            IntStream.range(0, WRITERS)
                    .forEach(i -> writers.add(CProgram.of("fifo_write").start(path, RECORDS, 64, i)));
            Queue<byte[]> arrived = new ConcurrentLinkedQueue<>();
            PipeReceiverOptions options = PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT);
            takeAll(PipeReceiver.create(end, Framing.fixed(64), options).receive(), arrived, WRITERS * RECORDS);
            NumberedRecords expected = new NumberedRecords(64);
            arrived.forEach(expected::arrived);
            assertThat(IntStream.range(0, WRITERS).map(expected::arrivedFrom)).containsOnly(RECORDS);
        } finally {
            writers.forEach(RunningProgram::close);
        }
    }

    @Test
    void linesThatAreReadAhead() {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        try (PipeReceiver<String> lines = PipeReceiver.open(
                        path,
                        Framing.text(Framing.lines(), UTF_8),
                        PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT));
                RunningProgram writer = CProgram.ofSource("fifo_count", COUNT).start(path, WRITERS * RECORDS)) {
            Queue<String> arrived = new ConcurrentLinkedQueue<>();
            takeAll(lines.receive(), arrived, WRITERS * RECORDS);
            assertThat(arrived)
                    .containsExactlyElementsOf(IntStream.range(0, WRITERS * RECORDS)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(writer.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    /** Writes numbers through stdio, whose writes end in the middle of lines. */
    private static final String COUNT = """
            #include <stdio.h>
            #include <stdlib.h>
            int main(int argc, char **argv) {
                FILE *fifo = fopen(argv[1], "w");
                for (long i = 0; i < atol(argv[2]); i++) {
                    fprintf(fifo, "%ld\\n", i);
                }
                return fclose(fifo);
            }
            """;
}
