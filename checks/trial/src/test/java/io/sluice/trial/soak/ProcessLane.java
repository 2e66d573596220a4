package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.process.ProcessOptions;
import io.sluice.reactor.process.Processes;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** Children that are watched, and end when their input does. */
final class ProcessLane extends Lane {
    private final Supplier<EventLoop> loops;
    private Process child;

    ProcessLane(Totals totals, Supplier<EventLoop> loops) {
        super(totals);
        this.loops = loops;
    }

    @Override
    void open() {
        totals.openings.incrementAndGet();
        child = start();
    }

    private static Process start() {
        try {
            return new ProcessBuilder("cat")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void changeSubscriber(Random random) {
        Processes processes = Processes.create(ProcessOptions.create().eventLoop(loops.get()));
        if (random.nextBoolean()) {
            read(StreamKind.PROCESS_STATUS, processes.status(child.pid()).flux(), Duration.ZERO);
        } else {
            read(
                    StreamKind.PROCESS_EXITED,
                    processes.exited(child.toHandle()).thenReturn(true).flux(),
                    Duration.ZERO);
        }
        close();
        child = start();
    }

    /** The child ignores it. */
    @Override
    void use(Random random) {
        try (SignalTarget target = SignalTarget.open(child.pid())) {
            target.send(Signal.WINCH, random.nextInt());
        }
    }

    @Override
    boolean isEmpty() {
        return true;
    }

    @Override
    void close() {
        try {
            child.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
