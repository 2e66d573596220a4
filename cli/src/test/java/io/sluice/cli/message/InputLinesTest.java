package io.sluice.cli.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.cli.command.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputLinesTest {
    private static List<String> lines(String input) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new InputLines(in, 8, Payloads.QUEUE_LIMIT)
                .flux()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .collectList()
                .block();
    }

    @Test
    void aLineEndsWithALineFeedOrTheEnd() {
        assertThat(lines("one\ntwo\n")).containsExactly("one", "two");
        assertThat(lines("one\ntwo")).containsExactly("one", "two");
        assertThat(lines("\n\nx\r\n")).containsExactly("", "", "x\r");
        assertThat(lines("")).isEmpty();
        assertThat(lines("12345678\n12345678")).containsExactly("12345678", "12345678");
    }

    @Test
    void aLineThatIsTooLongIsAnErrorWithItsNumber() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> lines("one\n123456789\n"))
                .withMessage(
                        "line 2: the line is longer than 8 bytes, the queue's limit for a message. Sent before it: 1.");
    }

    @Test
    void noMoreThanEightKibibytesAreReadAhead() {
        ByteArrayInputStream in =
                new ByteArrayInputStream("a line\n".repeat(5000).getBytes(StandardCharsets.UTF_8));
        int before = in.available();
        assertThat(new InputLines(in, 8, Payloads.QUEUE_LIMIT).flux().blockFirst())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("a line");
        assertThat(before - in.available()).isLessThanOrEqualTo(8192);
    }

    @Test
    void anEndlessLineIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new InputLines(endless, 100, Payloads.QUEUE_LIMIT)
                        .flux()
                        .blockLast());
    }
}
