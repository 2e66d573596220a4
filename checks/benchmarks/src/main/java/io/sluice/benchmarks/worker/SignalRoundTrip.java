package io.sluice.benchmarks.worker;

import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** Sluice: a signal with a value is sent when the answer to the one before was caught. */
final class SignalRoundTrip implements Role {
    /** The one that the C program takes. */
    private static final Signal SIGNAL = Signal.realTime(1);

    private final SignalReceiver receiver = SignalReceiver.create(SignalCapture.of(SIGNAL));

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        Exchange exchange = new Exchange(Long.parseLong(command.queues().get(0)), command.count());
        Disposable stream = receiver.receive().subscribe(exchange::accept, exchange::fail);
        round.ready();
        long begun = System.nanoTime();
        SIGNAL.sendTo(exchange.pid, 0);
        exchange.await();
        round.done(System.nanoTime() - begun);
        stream.dispose();
    }

    /** The values of a round, each sent once and back in its order. */
    private static final class Exchange {
        private final long pid;
        private final int count;
        private final CountDownLatch ended = new CountDownLatch(1);
        private int received;
        private volatile @Nullable Throwable failure;

        Exchange(long pid, int count) {
            this.pid = pid;
            this.count = count;
        }

        void accept(CaughtSignal caught) {
            if (caught.value() != received || caught.senderPid() != pid) {
                throw new IllegalStateException("the value of a signal: expected " + received + ", found " + caught);
            }
            received++;
            if (received == count) {
                ended.countDown();
            } else {
                SIGNAL.sendTo(pid, received);
            }
        }

        void fail(Throwable cause) {
            failure = cause;
            ended.countDown();
        }

        void await() throws InterruptedException {
            boolean inTime = ended.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS);
            Throwable cause = failure;
            if (!inTime || cause != null) {
                throw new IllegalStateException(received + " of " + count + " signals came back", cause);
            }
        }
    }
}
