package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a limit is nearly used, and when it is. */
class UsedLimitTest {
    @ParameterizedTest
    @CsvSource({
        "100, 0, OK",
        "100, 80, OK",
        "100, 81, WARN",
        "100, 95, WARN",
        "100, 96, FAIL",
        "100, 100, FAIL",
        "100, 2000, FAIL",
        "4, 0, FAIL",
        "5, 0, OK",
        "0, 0, FAIL",
        "9223372036854775806, 5, OK",
        "9223372036854775806, 9223372036854775000, WARN",
        "9223372036854775807, 9223372036854775000, OK"
    })
    void fourFifthsAreAWarningAndTooLittleLeftIsAFailure(long limit, long used, Verdict verdict) {
        assertThat(new UsedLimit(limit, OptionalLong.of(used), 5).verdict()).isEqualTo(verdict);
    }

    @Test
    void theTextSaysWhatIsLeft() {
        assertThat(new UsedLimit(10, OptionalLong.of(3), 1).text()).isEqualTo("10, 3 in use, 7 left");
        assertThat(new UsedLimit(10, OptionalLong.of(13), 1).text()).isEqualTo("10, 13 in use, 0 left");
        assertThat(new UsedLimit(Long.MAX_VALUE, OptionalLong.of(3), 1).text()).isEqualTo("no limit, 3 in use");
        assertThat(new UsedLimit(10, OptionalLong.empty(), 1).text()).isEqualTo("10, in use unknown");
    }
}
