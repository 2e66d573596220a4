package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.reactor.signal.SignalReceiverOptions;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.signal.SignalFd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A real-time signal that this JVM sends to itself, and a subscriber that is another one each time. */
final class SignalLane extends QueueLane<CaughtSignal> {
    private static final String PENDING = "ShdPnd:";
    private static final int HEXADECIMAL = 16;

    private final Supplier<EventLoop> loops;
    private final Signal signal;
    private final SignalCapture capture;
    private EventLoop loop;

    SignalLane(Totals totals, int index, Supplier<EventLoop> loops) {
        super(totals, CaughtSignal.class);
        this.loops = loops;
        signal = Signal.realTime(index);
        capture = SignalCapture.of(signal);
    }

    @Override
    void open() {
        loop = loops.get();
        begin(signal.name());
    }

    @Override
    void changeSubscriber(Random random) {
        SignalReceiver receiver =
                SignalReceiver.create(capture, SignalReceiverOptions.create().eventLoop(loop));
        Flux<CaughtSignal> all = endless(receiver.receive());
        switch (random.nextInt(3)) {
            case 0 -> receive(StreamKind.SIGNAL_ALL, all);
            case 1 -> receive(StreamKind.SIGNAL_ONE_BY_ONE, all.limitRate(1));
            default -> receive(StreamKind.SIGNAL_A_FEW, all.take(1 + random.nextInt(MOST_AT_ONCE)));
        }
    }

    @Override
    void use(Random random) {
        int value = random.nextInt();
        await(Mono.fromRunnable(() -> signal.sendTo(ProcessHandle.current().pid(), value)));
    }

    @Override
    boolean isEmpty() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(PENDING)) {
                    long pending = Long.parseUnsignedLong(
                            line.substring(PENDING.length()).strip(), HEXADECIMAL);
                    return (pending >>> (signal.number() - 1) & 1) == 0;
                }
            }
            throw new AssertionError("no " + PENDING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    boolean takeOne() {
        try (SignalFd signals = capture.open()) {
            return signals.tryRead() != null;
        }
    }

    @Override
    void close() {
        settle();
    }
}
