package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({"1, PT1S", "10, PT0.1S", "0.5, PT2S", "3, PT0.333333334S", "999999999, PT0.000000002S"})
    void theIntervalIsRoundedUp(String perSecond, Duration interval) {
        assertThat(new Rate.Converter().convert(perSecond).interval()).isEqualTo(interval);
    }

    @Test
    void thePauseIsWhatIsLeftOfTheInterval() {
        long taken = System.nanoTime();
        new Rate(Duration.ofMillis(30)).pauseSince(taken).block();
        assertThat(System.nanoTime() - taken)
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(Rate.UNLIMITED.pauseSince(taken).blockOptional()).isEmpty();
    }
}
