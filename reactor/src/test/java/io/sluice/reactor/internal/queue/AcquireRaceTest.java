package io.sluice.reactor.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.Probe;
import io.sluice.reactor.TwoThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.LongTest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Two events of one acquisition at the same moment, in many rounds: it ends once, and the permit is out if it was received. */
@LongTest
class AcquireRaceTest {
    @RegisterExtension
    final TwoThreads threads = new TwoThreads();

    private final EventLoop loop = EventLoop.create("raced-acquisitions");

    @AfterEach
    void endTheLoop() {
        loop.close();
    }

    private Mono<String> acquire(PermitTarget target) {
        return acquire(new AcquireLine<>(target, loop), "permit");
    }

    private static Mono<String> acquire(AcquireLine<String> line, String what) {
        return new AcquireMono<>(line, () -> what, Limit.NONE, Function.identity());
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
        threads.rounds("received", () -> {
            PermitTarget target = new PermitTarget(0);
            Probe<String> probe = Probe.of(acquire(target), 1);
            Bounds.awaitSpinning("the wait", () -> target.blocked.get() > 0);
            threads.race(() -> probe.request(0), () -> target.permits.set(1));
            return received(target, probe, "3.9");
        });
    }

    @Test
    void aBadRequestMeetsTheFirstAttempt() {
        threads.rounds("received", () -> {
            PermitTarget target = new PermitTarget(1);
            Probe<String> probe = Probe.of(acquire(target), 0);
            threads.race(() -> probe.request(-1), () -> probe.request(1));
            return received(target, probe, "3.9");
        });
    }

    @Test
    void aCancelMeetsTheFirstAttempt() {
        threads.rounds("acquired", () -> {
            AtomicInteger acquired = new AtomicInteger();
            PermitTarget target = new PermitTarget(1) {
                @Override
                boolean take(String message) {
                    boolean taken = super.take(message);
                    acquired.addAndGet(taken ? 1 : 0);
                    return taken;
                }
            };
            Probe<String> probe = Probe.of(acquire(target), 0);
            AtomicInteger atTheReturn = new AtomicInteger();
            threads.race(() -> probe.request(1), () -> {
                probe.cancel();
                atTheReturn.set(acquired.get());
            });
            assertThat(acquired).as("acquired when the cancel has returned").hasValue(atTheReturn.get());
            assertThat(target.permits).hasValue(1 - probe.receivedCount());
            return acquired.get() == 1;
        });
    }

    @Test
    void whoAsksSecondMeetsTheArrivalOfTheFirst() {
        threads.rounds("at once", () -> {
            PermitTarget target = new PermitTarget(0);
            AcquireLine<String> line = new AcquireLine<>(target, loop);
            Probe<String> first = Probe.of(acquire(line, "first"), 1);
            TwoThreads.spin(threads.randomSpins());
            target.permits.set(1);
            Probe<String> second = Probe.of(acquire(line, "second"), 1);
            Bounds.awaitSpinning("permit of the first", first::hasEnded);
            assertThat(second.hasEnded()).isFalse();
            target.permits.set(1);
            Bounds.awaitSpinning("permit of the second", second::hasEnded);
            return target.blocked.get() == 0;
        });
    }

    @Test
    void theFirstRequestMeetsTheLookAtTheEnd() {
        threads.rounds("received", () -> {
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
            int spins = threads.randomSpins();
            threads.race(() -> acquire.subscribe(probe), () -> {
                while (!probe.isSubscribed()) {
                    Thread.onSpinWait();
                }
                TwoThreads.spin(spins / 10);
                probe.request(1);
            });
            assertThat(looks).hasValue(1);
            return received(target, probe, "EBADF");
        });
    }
}
