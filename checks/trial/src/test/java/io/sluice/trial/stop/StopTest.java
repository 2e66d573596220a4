package io.sluice.trial.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Pace;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stream is stopped, or its handle closed, beside a C program that sends at full speed. Each number the program has sent
 * comes to exactly one stream, in order, and none to the discard hook.
 */
class StopTest {
    private static final int CAPACITY = 10;
    private static final int LONGEST_NANOS = 1_000_000;

    /** What the numbers come out of. */
    enum Kind {
        POSIX,
        POSIX_FAIR,
        SYSV
    }

    /** What ends a stream. */
    enum End {
        STOP,
        CLOSE
    }

    /** Who ends it. */
    enum From {
        A_FOREIGN_THREAD,
        THE_LOOP,
        ON_NEXT
    }

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final AtomicLong expected = new AtomicLong();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final AtomicInteger discarded = new AtomicInteger();

    static Stream<Arguments> ends() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(End.values())
                        .flatMap(end -> Stream.of(From.values()).map(from -> Arguments.of(kind, end, from))));
    }

    @ParameterizedTest(name = "{0}, {1} from {2}")
    @MethodSource("ends")
    void nothingIsDiscardedAndNothingIsLost(Kind kind, End end, From from) throws Exception {
        Random random = Trial.random("stop of " + kind + " by " + end + " from " + from);
        PosixMessageQueue queue = queues.create(CAPACITY, Long.BYTES);
        SysvMessageQueue sysvQueue = sysvQueues.create(CAPACITY * Long.BYTES);
        String name = kind == Kind.SYSV ? Integer.toString(sysvQueue.id()) : queue.name();
        Supplier<StoppedStream> streams =
                kind == Kind.SYSV ? () -> sysv(sysvQueue.id()) : () -> posix(name, kind == Kind.POSIX_FAIR);
        int rounds = Trial.rounds(200, 10_000);
        try (RunningProgram sender = CProgram.of("counter").start(name)) {
            sender.awaitLine("ready");
            for (int round = 0; round < rounds; round++) {
                round(streams.get(), end, from, random);
            }
            assertThat(sender.isAlive()).as(sender.output()).isTrue();
        }
        Row.of("stops", kind, end, from)
                .value("streams", rounds)
                .value("numbers", expected.get())
                .done();
        assertThat(outOfOrder).as("numbers that were not the next one").hasValue(0);
        assertThat(discarded).as("numbers in the discard hook").hasValue(0);
        assertThat(expected.get()).as("numbers").isGreaterThan(rounds / 2);
    }

    private void round(StoppedStream stream, End end, From from, Random random) throws Exception {
        Runnable ending = end == End.STOP ? stream.stop() : stream.close();
        int inOnNext = 1 + random.nextInt(3 * CAPACITY);
        AtomicInteger received = new AtomicInteger();
        CompletableFuture<Void> ended = stream.numbers()
                .doOnNext(number -> {
                    if (number != expected.getAndIncrement()) {
                        outOfOrder.incrementAndGet();
                    }
                    if (from == From.ON_NEXT && received.incrementAndGet() == inOnNext) {
                        ending.run();
                    }
                })
                .doOnDiscard(Object.class, number -> discarded.incrementAndGet())
                .then()
                .toFuture();
        Pace.spin(random.nextInt(LONGEST_NANOS));
        if (from == From.A_FOREIGN_THREAD) {
            ending.run();
        } else if (from == From.THE_LOOP) {
            EventLoop.shared().execute(ending);
        }
        ended.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
        stream.close().run();
    }

    private static StoppedStream posix(String name, boolean fair) {
        PosixMessageQueue handle = PosixMessageQueue.open(name, PosixAccess.READ);
        PosixMqReceiver receiver =
                PosixMqReceiver.create(handle, PosixMqReceiverOptions.create().fair(fair));
        return new StoppedStream(
                receiver.receive().map(message -> StoppedStream.number(message.payload())),
                receiver::stop,
                handle::close);
    }

    private static StoppedStream sysv(int id) {
        SysvMessageQueue handle = SysvMessageQueue.openById(id, SysvAccess.READ);
        SysvMqReceiver receiver = SysvMqReceiver.create(handle);
        return new StoppedStream(
                receiver.receive(TypeSelector.any()).map(message -> StoppedStream.number(message.payload())),
                receiver::stop,
                handle::close);
    }
}
