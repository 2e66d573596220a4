package io.sluice.trial.conservation;

import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code ChurningReceiver COUNT SIGNAL}: receives signals while threads come and go and the collector has work. The threads are
 * younger than the capture: one that is older may be hit once more when it ends, and that signal comes behind others.
 */
final class ChurningReceiver {
    private static final int THREADS = 2;
    private static final int GARBAGE = 1 << 16;
    private static volatile byte[] garbage = {};

    private ChurningReceiver() {}

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        Signal signal = Signal.named(arguments[1]);
        SignalCapture capture = SignalCapture.of(signal);
        AtomicLong threads = new AtomicLong();
        for (int i = 0; i < THREADS; i++) {
            Thread churning = new Thread(() -> churn(threads));
            churning.setDaemon(true);
            churning.start();
        }
        int[] received = new int[1];
        int[] outOfOrder = new int[1];
        System.out.println("catching by " + capture.wayOf(signal));
        SignalReceiver.create(capture)
                .receive()
                .take(count)
                .map(CaughtSignal::value)
                .doOnNext(value -> {
                    if (value != received[0]) {
                        outOfOrder[0]++;
                    }
                    received[0]++;
                })
                .blockLast();
        System.out.println("received " + received[0] + ", out of order " + outOfOrder[0] + "; " + threads + " threads, "
                + collections() + " collections");
    }

    private static void churn(AtomicLong threads) {
        while (true) {
            Thread thread = new Thread(() -> garbage = new byte[GARBAGE]);
            thread.start();
            threads.incrementAndGet();
            try {
                thread.join();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
