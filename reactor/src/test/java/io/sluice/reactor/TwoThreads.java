package io.sluice.reactor;

import io.sluice.testing.Bounds;
import io.sluice.testing.Checks;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Causes two events at the same moment, in many rounds, with a random distance between them. */
public final class TwoThreads implements BeforeEachCallback, AfterEachCallback {
    private static final int ROUNDS = 20_000;
    private static final int FEWEST_ROUNDS = 300;
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(Checks.or(500, 4_000));
    private static final int MOST_SPINS = 3_000;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final AtomicReference<Runnable> other = new AtomicReference<>();
    private final Thread otherThread = new Thread(this::runOther, "other");
    private volatile boolean over;

    @Override
    public void beforeEach(ExtensionContext context) {
        otherThread.setDaemon(true);
        otherThread.start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        over = true;
        otherThread.join();
    }

    private void runOther() {
        while (!over) {
            Runnable event = other.get();
            if (event == null) {
                Thread.onSpinWait();
            } else {
                event.run();
                other.set(null);
            }
        }
    }

    /** Causes one event here, and another one on the other thread at about the same time. */
    public void race(Runnable here, Runnable there) {
        int spinsHere = randomSpins();
        int spinsThere = randomSpins();
        other.set(() -> {
            spin(spinsThere);
            there.run();
        });
        spin(spinsHere);
        here.run();
        Bounds.awaitSpinning("the other event", () -> other.get() == null);
    }

    /** For a distance of the test's own. Only the test's thread calls it. */
    public int randomSpins() {
        return random.nextInt(MOST_SPINS);
    }

    public static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    /** Runs rounds for some seconds, and not too few. Each says which of its two outcomes it had, and both are counted. */
    public void rounds(String outcome, BooleanSupplier round) {
        long begun = System.nanoTime();
        int done = 0;
        int counted = 0;
        while (done < FEWEST_ROUNDS || (done < ROUNDS && System.nanoTime() - begun < MOST_NANOS)) {
            counted += round.getAsBoolean() ? 1 : 0;
            done++;
        }
        System.out.printf("%d rounds, %d %s, seed %d%n", done, counted, outcome, seed);
    }
}
