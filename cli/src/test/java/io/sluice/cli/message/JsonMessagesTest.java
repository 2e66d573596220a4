package io.sluice.cli.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.option.WholeNumberConverter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMessagesTest {
    private final JsonMessages messages = new JsonMessages(new MessageNumber("priority", new UpToNine()));

    private static final class UpToNine extends WholeNumberConverter<Integer> {
        UpToNine() {
            super(0, 9, Math::toIntExact);
        }
    }

    private InputMessage decode(String json) {
        return messages.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] payload = new byte[random.nextInt(6)];
            random.nextBytes(payload);
            for (int j = 0; i % 2 == 0 && j < payload.length; j++) {
                payload[j] &= 0x7f; // UTF-8, with its control characters
            }
            String line = MessageFormat.JSON.line(new PrintableMessage("priority", i % 10, payload));
            InputMessage read = decode(line);
            assertThat(read.payload()).as("seed %d: %s", seed, line).isEqualTo(payload);
            assertThat(read.number(-1)).isEqualTo(i % 10);
            assertThat(line.length()).isLessThanOrEqualTo((int) messages.longestText(payload.length));
        }
    }

    @Test
    void theNumberOfTheOptionsIsForAMessageWithoutOne() {
        assertThat(decode("{\"text\":\"\"}").number(4)).isEqualTo(4);
        assertThat(decode("{\"type\":7,\"text\":\"\"}").number(4)).isEqualTo(4);
        assertThat(decode(" { \"text\" : \"\", \"priority\" : 0 } ").number(4)).isZero();
        assertThat(new JsonMessages(MessageNumber.NONE)
                        .decode("{\"priority\":77,\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8))
                        .number(4))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                              | not a JSON object
            [1]                             | not a JSON object
            {"text":"a"                     | not JSON: it ends too early
            {"text":"a                      | not JSON: it ends too early
            {text:"a"}                      | not JSON at character 2: Unexpected character ('t'
            {"text":"a","text":"b"}         | not JSON at character 19: Duplicate field 'text'
            {"text":"a"} {}                 | there is more behind the JSON object
            {"text":1}                      | text is not a string
            {"txt":"a"}                     | 'txt' is not a name that receive prints
            {}                              | the JSON object has neither text nor base64
            {"text":"","base64":""}         | the JSON object has both text and base64
            {"base64":"AA*="}               | not base64: character 3 is '*'
            {"text":"a","size":2}           | size is 2, and the message has 1 bytes
            {"text":"a","size":"1"}         | size is not a whole number
            {"text":"","priority":10}       | priority: '10' is not a whole number from 0 to 9
            {"text":"","priority":1.5}      | priority is not a whole number
            {"text":"\\ud800"}            | text has half of a surrogate pair, which is no character
            """)
    void whatReceiveDoesNotPrintIsRefused(String json, String problem) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> decode(json))
                .withMessageStartingWith(problem);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> messages.decode(new byte[] {'"', (byte) 0xff, '"'}))
                .withMessage("not JSON: it is not UTF-8");
    }
}
