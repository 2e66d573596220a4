package io.sluice.cli.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteSizeConverterTest {
    private final ByteSizeConverter converter = new ByteSizeConverter();

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "512k, 524288",
        "64m, 67108864",
        "2g, 2147483648",
        "999999999999m, 1048575999998951424",
        "8589934591g, 9223372035781033984"
    })
    void readsNumbersWithAUnit(String text, long bytes) {
        assertThat(converter.convert(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8589934592g", "17179869185g", "999999999999g"})
    void refusesWhatDoesNotFit(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessageContaining("'" + text + "' is too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1t", "64mb", "1.5m", "1000000000000"})
    void refusesEverythingElse(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessageContaining("'" + text + "' is not a size above zero");
    }
}
