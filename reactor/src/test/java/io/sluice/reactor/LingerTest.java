package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LingerTest {
    private final Linger linger = new Linger();

    @Test
    void whatIsFruitfulIsTriedEachTime() {
        for (int i = 0; i < 100; i++) {
            assertThat(passedBeforeNext()).isZero();
            linger.told(true);
        }
    }

    @Test
    void whatIsFruitlessIsTriedEverMoreSeldomAndNeverGivenUp() {
        linger.told(false);
        assertThat(passedBeforeNext()).isEqualTo(1);
        linger.told(false);
        assertThat(passedBeforeNext()).isEqualTo(3);
        for (int i = 0; i < 100; i++) {
            linger.told(false);
            assertThat(passedBeforeNext()).isBetween(7, 63);
        }
        linger.told(true);
        assertThat(passedBeforeNext()).isZero();
    }

    private int passedBeforeNext() {
        int passed = 0;
        while (!linger.mayBegin()) {
            passed++;
        }
        return passed;
    }
}
