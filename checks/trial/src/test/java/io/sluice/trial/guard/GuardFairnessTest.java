package io.sluice.trial.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import io.sluice.trial.Trial;
import io.sluice.trial.report.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/**
 * Beside four C programs that wait in the kernel, this JVM gets its share. All stay outside for a while, at random: who comes back
 * at once takes a POSIX semaphore from the one whom its own post has woken up, and who comes back behind the next post does, too.
 */
class GuardFairnessTest {
    private static final int MICROS_INSIDE = 1_000;
    private static final int[] RIVALS_MICROS_INSIDE = {MICROS_INSIDE, MICROS_INSIDE, MICROS_INSIDE, MICROS_INSIDE};
    private static final int RIVALS = RIVALS_MICROS_INSIDE.length;
    private static final int TIMES = Trial.rounds(100, 1_000);
    /** The first uses load classes, which takes as long as hundreds of them. */
    private static final int WARM_UPS = 100;

    private static final Duration LONGEST = Bounds.SOON.multipliedBy(Trial.rounds(1, 4));
    /** Of a fair share. The trial prints the share, which is to be 0.8; a busy machine takes some of it. */
    private static final double LEAST_IN_THE_TRIAL = 0.4;

    @TempDir
    Path folder;

    private final Random random = Trial.random("pauses outside");

    @ParameterizedTest
    @EnumSource
    void thisJvmEntersAboutAsOftenAsEachRival(GuardKind kind) {
        try (Guard guard = kind.create(1);
                Inside inside = new Inside(folder, kind, guard, 1)) {
            inside.startRivals(RIVALS_MICROS_INSIDE);
            Bounds.await("all rivals")
                    .until(() -> IntStream.range(0, RIVALS).allMatch(rival -> inside.count(rival) > 0));
            Mono<Long> outside = Mono.defer(() -> pause(random.nextInt(2 * MICROS_INSIDE)));
            Mono<Long> use = guard.with(() -> pause(MICROS_INSIDE)).then(outside);
            use.repeat(WARM_UPS).blockLast(Bounds.SOON);
            long before = inside.countOfAll();
            use.repeat(TIMES - 1).blockLast(LONGEST);
            double share = (double) TIMES * RIVALS / (inside.countOfAll() - before);
            Row.of("shares", kind)
                    .value("turns", TIMES)
                    .value("share", String.format(Locale.ROOT, "%.2f", share))
                    .done();
            if (Trial.isWhole()) { // beside other programs, the short form may only see that this JVM is not starved
                assertThat(share).isGreaterThan(LEAST_IN_THE_TRIAL);
            }
        }
    }

    private static Mono<Long> pause(int micros) {
        return Mono.delay(Duration.of(micros, ChronoUnit.MICROS));
    }
}
