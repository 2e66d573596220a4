package io.sluice.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateOptionTest {
    @ParameterizedTest
    @CsvSource({"1, PT1S", "10, PT0.1S", "0.5, PT2S", "3, PT0.333333334S", "999999999, PT0.000000002S"})
    void theIntervalIsRoundedUp(String perSecond, Duration interval) {
        assertThat(new RateOption.Converter().convert(perSecond)).isEqualTo(interval);
    }

    @Test
    void thePauseIsTheRestOfTheInterval() {
        Duration interval = Duration.ofMillis(30);
        long start = System.nanoTime();
        RateOption.pause(interval, start).block();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(interval.toNanos());
    }

    @Test
    void withoutARateThereIsNoPause() {
        assertThat(new RateOption().pauseFromNow().blockOptional()).isEmpty();
    }
}
