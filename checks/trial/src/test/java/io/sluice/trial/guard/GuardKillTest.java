package io.sluice.trial.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** SIGKILL of a C program that holds the only permit or the lock, while this JVM waits for it. */
class GuardKillTest {
    private static final int ROUNDS = Trial.rounds(20, 500);
    /** For what does not come. */
    private static final Duration SHORT = Duration.ofMillis(20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whoWaitsGetsWhatTheKernelGivesBackAndOtherwiseExactlyThatIsLost(GuardKind kind) throws Exception {
        long longest = 0;
        try (Guard guard = kind.create(1);
                Inside inside = new Inside(folder, kind, guard, 1)) {
            for (int i = 0; i < ROUNDS; i++) {
                CompletableFuture<String> entered;
                long killed;
                try (RunningProgram holder = inside.startHolder()) {
                    entered = guard.with(Bounds.SOON, () -> Mono.just("entered"))
                            .single()
                            .toFuture();
                    assertThat(entered).isNotDone();
                    killed = System.nanoTime();
                    holder.kill();
                }
                if (!kind.isGivenBackByTheKernel()) {
                    assertThat(entered).failsWithin(SHORT).withThrowableOfType(TimeoutException.class);
                    assertThat(guard.left()).as("the permit of the killed one").isZero();
                    guard.giveInItsPlace();
                }
                assertThat(entered.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("entered");
                longest = Math.max(longest, System.nanoTime() - killed);
                Bounds.await("one may enter").until(() -> guard.left() == 1);
            }
        }
        boolean isGivenBack = kind.isGivenBackByTheKernel();
        Row.of("guard-kills", kind)
                .value("kills", ROUNDS)
                .value("longest wait", isGivenBack ? TimeUnit.NANOSECONDS.toMillis(longest) + " ms" : "")
                .value("lost", isGivenBack ? "nothing" : ROUNDS + " permits")
                .done();
    }
}
