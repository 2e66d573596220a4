package io.sluice.cli.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageFormatTest {
    private static String json(String text) {
        return MessageFormat.JSON.line(message(7, text));
    }

    private static PrintableMessage message(int priority, String text) {
        return new PrintableMessage("priority", priority, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void textIsPriorityTabAndText() {
        assertThat(MessageFormat.TEXT.line(message(32_767, "one\ntwo"))).isEqualTo("32767\tone\\ntwo");
        assertThat(MessageFormat.TEXT.line(message(0, ""))).isEqualTo("0\t");
    }

    @Test
    void jsonHasPrioritySizeInBytesAndText() {
        assertThat(json("für")).isEqualTo("{\"priority\":7,\"size\":4,\"text\":\"für\"}");
        assertThat(json("")).isEqualTo("{\"priority\":7,\"size\":0,\"text\":\"\"}");
    }

    @Test
    void jsonEscapesWhatItMust() {
        assertThat(json("\"\\\n\r\t\0\u001b\u007f\u0085\u2028🚰"))
                .endsWith("\"text\":\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f\\u0085\\u2028🚰\"}");
    }

    @Test
    void jsonHasBase64WhereTheBytesAreNotUtf8() {
        assertThat(MessageFormat.JSON.line(new PrintableMessage("priority", 1, new byte[] {(byte) 0xff, 'a'})))
                .isEqualTo("{\"priority\":1,\"size\":2,\"base64\":\"/2E=\"}");
    }
}
