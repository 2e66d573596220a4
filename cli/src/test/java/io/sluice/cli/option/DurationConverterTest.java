package io.sluice.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "2s, PT2S",
        "1.5s, PT1.5S",
        "1m, PT1M",
        "1h, PT1H",
        "0s, PT0S",
        "0.0000001ms, PT0.000000001S",
        "PT0.5S, PT0.5S",
        "pt1m, PT1M",
        "P1D, PT24H",
        "2562047h, PT2562047H",
        "9223372036854.775806ms, PT9223372036.854775806S"
    })
    void readsNumbersWithAUnitAndWhatIsoWrites(String text, Duration duration) {
        assertThat(converter.convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854.775807ms", "2562048h", "9999999h", "999999999999s", "P106752D", "PT9999999H"})
    void whatIsLongerThanNanosecondsOfALongIsThatLong(String text) {
        assertThat(converter.convert(text).toNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "-1s",
                "1 s",
                "1d",
                "1.s",
                ".5s",
                "1e3s",
                "PT",
                "PT-0.5S",
                "999999999999999999h",
                "١s"
            })
    void refusesEverythingElse(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessageContaining("'" + text + "' is not a duration");
    }
}
