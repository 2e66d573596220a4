package io.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EscapedTextTest {
    private static String escaped(int... bytes) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int each : bytes) {
            payload.write(each);
        }
        return EscapedText.of(payload.toByteArray());
    }

    private static String escaped(String text) {
        return EscapedText.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void leavesTextAsItIs() {
        assertThat(escaped("two of those, für 3 €, 🚰 \"'${x}")).isEqualTo("two of those, für 3 €, 🚰 \"'${x}");
        assertThat(escaped("")).isEmpty();
    }

    @Test
    void keepsAMessageOnItsLineAndInItsColumn() {
        assertThat(escaped("a\nb\tc\r\\n")).isEqualTo("a\\nb\\tc\\r\\\\n");
    }

    @Test
    void writesEachByteOfAControlCharacter() {
        assertThat(escaped("\0\u001b[31m\u007f\u0085\u009b")).isEqualTo("\\x00\\x1B[31m\\x7F\\xC2\\x85\\xC2\\x9B");
    }

    @Test
    void writesEachByteThatIsNotUtf8() {
        assertThat(escaped('a', 0xff, 'b', 0xc3)).isEqualTo("a\\xFFb\\xC3");
        assertThat(escaped(0xe2, 0x82)).isEqualTo("\\xE2\\x82");
        assertThat(escaped(0xed, 0xa0, 0x80)).as("a surrogate").isEqualTo("\\xED\\xA0\\x80");
        assertThat(escaped(0xc0, 0x80)).as("a NUL in two bytes").isEqualTo("\\xC0\\x80");
    }

    @Test
    void anyBytesCanBeRestored() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(20)];
            random.nextBytes(payload);
            String line = EscapedText.of(payload);
            assertThat(unescaped(line)).as("seed %d: %s", seed, line).isEqualTo(payload);
            assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
        }
    }

    private static byte[] unescaped(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            i += Character.charCount(character);
            if (character != '\\') {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            char kind = line.charAt(i++);
            if (kind == 'x') {
                bytes.write(Integer.parseInt(line.substring(i, i + 2), 16));
                i += 2;
            } else {
                bytes.write("\n\t\r\\".charAt("ntr\\".indexOf(kind)));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aMessageForPeopleKeepsItsBackslashes() {
        assertThat(EscapedText.onOneLine("a\\b\nc")).isEqualTo("a\\b\\nc");
    }
}
