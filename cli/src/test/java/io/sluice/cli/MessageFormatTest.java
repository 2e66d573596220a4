package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessage;
import org.junit.jupiter.api.Test;

class MessageFormatTest {
    private static String json(String text) {
        return MessageFormat.JSON.line(PosixMessage.ofText(text, 7));
    }

    @Test
    void textIsPriorityTabAndText() {
        assertThat(MessageFormat.TEXT.line(PosixMessage.ofText("one\ntwo", 32_767)))
                .isEqualTo("32767\tone\\ntwo");
        assertThat(MessageFormat.TEXT.line(PosixMessage.ofText(""))).isEqualTo("0\t");
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
        assertThat(MessageFormat.JSON.line(PosixMessage.of(new byte[] {(byte) 0xff, 'a'}, 1)))
                .isEqualTo("{\"priority\":1,\"size\":2,\"base64\":\"/2E=\"}");
    }
}
