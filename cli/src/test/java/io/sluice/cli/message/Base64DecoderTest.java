package io.sluice.cli.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.cli.command.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64DecoderTest {
    @Test
    void paddingMayBeLeftOut() {
        assertThat(Base64Decoder.bytes("")).isEmpty();
        assertThat(Base64Decoder.bytes("AAEC/w==")).containsExactly(0, 1, 2, -1);
        assertThat(Base64Decoder.bytes("AAEC/w")).containsExactly(0, 1, 2, -1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AA*E       | character 3 is '*'
            `AAAA `    | character 5 is ' '
            `AAAA	`   | character 5 is '\\t'
            A=AA       | character 2 is '='
            ===        | character 1 is '='
            A\uD83D\uDE00A- | character 2 is '\uD83D\uDE00'
            AA=        | character 3 is '='
            AAAAA      | it has 5 characters, and ends within a byte
            """)
    void theErrorSaysWhichCharacterIsWrong(String text, String problem) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> Base64Decoder.bytes(text))
                .withMessage("not base64: " + problem);
    }

    @Test
    void aLineIsReadAsFarAsTheLongestMessageNeeds() {
        assertThat(Base64Decoder.INSTANCE.longestText(0)).isZero();
        assertThat(Base64Decoder.INSTANCE.longestText(1)).isEqualTo(4);
        assertThat(Base64Decoder.INSTANCE.longestText(4)).isEqualTo(8);
        assertThat(Base64Decoder.INSTANCE.longestText(Integer.MAX_VALUE)).isGreaterThan(Integer.MAX_VALUE);
    }
}
