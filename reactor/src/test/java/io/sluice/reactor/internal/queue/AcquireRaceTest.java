package io.sluice.reactor.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Two events of one acquisition at the same moment, in many rounds: it ends once, and the permit is out if it was received. */
class AcquireRaceTest {
    private static final int ROUNDS = 20_000;
    private static final int FEWEST_ROUNDS = 300;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int MOST_SPINS = 3_000;

    private final EventLoop loop = EventLoop.create("raced-acquisitions");
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final AtomicReference<Runnable> other = new AtomicReference<>();
    private final Thread otherThread = new Thread(this::runOther, "other");
    private volatile boolean over;

    @BeforeEach
    void startTheOtherThread() {
        otherThread.setDaemon(true);
        otherThread.start();
    }

    @AfterEach
    void endTheThreads() throws InterruptedException {
        over = true;
        otherThread.join();
        loop.close();
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
    private void race(Runnable here, Runnable there) {
        int spinsHere = random.nextInt(MOST_SPINS);
        int spinsThere = random.nextInt(MOST_SPINS);
        other.set(() -> {
            spin(spinsThere);
            there.run();
        });
        spin(spinsHere);
        here.run();
        Bounds.awaitSpinning("the other event", () -> other.get() == null);
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    private Mono<String> acquire(PermitTarget target) {
        return new AcquireMono<>(new AcquireLine<>(target, loop), () -> "permit", Limit.NONE, Function.identity());
    }

    /** Runs rounds for some seconds, and not too few. Each says whether the permit was received. */
    private void rounds(BooleanSupplier round) {
        long begun = System.nanoTime();
        int done = 0;
        int received = 0;
        while (done < FEWEST_ROUNDS || (done < ROUNDS && System.nanoTime() - begun < MOST_NANOS)) {
            received += round.getAsBoolean() ? 1 : 0;
            done++;
        }
        System.out.printf("%d rounds, %d received, seed %d%n", done, received, seed);
    }

    /** Whether the permit was received; otherwise it ended with an error, and the permit is there. */
    private static boolean received(PermitTarget target, Probe<String> probe, String error) {
        probe.awaitEndSpinning();
        boolean received = probe.error() == null;
        assertThat(probe.receivedCount()).isEqualTo(received ? 1 : 0);
        if (!received) {
            assertThat(probe.error()).hasMessageContaining(error);
        }
        int left = received ? 0 : 1;
        Bounds.awaitSpinning("permits that are left: " + left, () -> target.permits.get() == left);
        assertThat(probe.ends()).isEqualTo(1);
        return received;
    }

    @Test
    void aBadRequestMeetsTheEndOfAWait() {
        rounds(() -> {
            PermitTarget target = new PermitTarget(0);
            Probe<String> probe = Probe.of(acquire(target), 1);
            Bounds.awaitSpinning("the wait", () -> target.blocked.get() > 0);
            race(() -> probe.request(0), () -> target.permits.set(1));
            return received(target, probe, "3.9");
        });
    }

    @Test
    void aBadRequestMeetsTheFirstAttempt() {
        rounds(() -> {
            PermitTarget target = new PermitTarget(1);
            Probe<String> probe = Probe.of(acquire(target), 0);
            race(() -> probe.request(-1), () -> probe.request(1));
            return received(target, probe, "3.9");
        });
    }

    @Test
    void theFirstRequestMeetsTheLookAtTheEnd() {
        rounds(() -> {
            AtomicInteger looks = new AtomicInteger();
            PermitTarget target = new PermitTarget(1) {
                @Override
                public @Nullable Throwable ended() {
                    looks.incrementAndGet();
                    return closed();
                }
            };
            Probe<String> probe = Probe.unsubscribed(0);
            Mono<String> acquire = acquire(target);
            int spins = random.nextInt(MOST_SPINS);
            race(() -> acquire.subscribe(probe), () -> {
                while (!probe.isSubscribed()) {
                    Thread.onSpinWait();
                }
                spin(spins / 10);
                probe.request(1);
            });
            assertThat(looks).hasValue(1);
            return received(target, probe, "EBADF");
        });
    }
}
