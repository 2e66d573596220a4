package io.sluice.redeploy;

import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.signal.SignalFd;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** What an application server loads anew with each deployment: catches a signal, and leaves. */
public final class SignalApplication implements Callable<Integer> {
    /** Of this test alone: it stays caught. */
    static final int INDEX = 24;

    private static final int LAST = 42;

    /** For the server. */
    public SignalApplication() {}

    /** How many signals there were, up to the one that it sends itself. */
    @Override
    public Integer call() {
        Signal signal = Signal.realTime(INDEX);
        long begun = System.nanoTime();
        int count = 0;
        try (SignalFd signals = SignalCapture.of(signal).open()) {
            signal.sendTo(ProcessHandle.current().pid(), LAST);
            CaughtSignal caught = null;
            while (caught == null || caught.value() != LAST) {
                caught = signals.tryRead();
                count += caught == null ? 0 : 1;
                if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(20)) {
                    throw new IllegalStateException("the signal did not come");
                }
            }
        }
        io.sluice.Sluice.shutdown();
        return count;
    }
}
