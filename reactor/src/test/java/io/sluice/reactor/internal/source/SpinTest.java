package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpinTest {
    private final Spin spin = new Spin();

    @Test
    void whatIsFruitfulIsTriedEachTime() {
        for (int i = 0; i < 100; i++) {
            assertThat(passedBeforeNext()).isZero();
            spin.ended(true);
        }
    }

    @Test
    void whatIsFruitlessIsTriedEverMoreSeldomAndNeverGivenUp() {
        spin.ended(false);
        assertThat(passedBeforeNext()).isEqualTo(1);
        spin.ended(false);
        assertThat(passedBeforeNext()).isEqualTo(3);
        for (int i = 0; i < 100; i++) {
            spin.ended(false);
            assertThat(passedBeforeNext()).isBetween(7, 63);
        }
        spin.ended(true);
        assertThat(passedBeforeNext()).isZero();
    }

    private int passedBeforeNext() {
        int passed = 0;
        while (!spin.mayBegin()) {
            passed++;
        }
        return passed;
    }
}
