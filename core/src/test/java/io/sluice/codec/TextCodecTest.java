package io.sluice.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCodecTest {
    private final MessageCodec<String> codec = MessageCodec.text();

    @ParameterizedTest
    @ValueSource(strings = {"", "12 bolts", "é", "Schraube M8 × 40", "\uD83D\uDD29"})
    void textComesBack(String text) {
        byte[] message = codec.encode(text);
        assertThat(message).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(codec.decode(ByteBuffer.wrap(message))).isEqualTo(text);
    }

    @Test
    void bytesOutsideTheHeapAndBehindAPositionAreRead() {
        ByteBuffer lent = ByteBuffer.allocateDirect(10).put("?bolts".getBytes(StandardCharsets.UTF_8));
        assertThat(codec.decode(lent.flip().position(1).asReadOnlyBuffer())).isEqualTo("bolts");
    }

    @Test
    void aByteThatIsNoTextIsNamed() {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {'?', 'a', 'b', (byte) 0xff, 'c'}, 1, 4)))
                .withMessage("The byte at offset 2 of a message of 4 bytes is no text in UTF-8.");
    }

    @Test
    void aCharacterThatIsCutOffAtTheEndIsAnError() {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {'a', (byte) 0xc3})))
                .withMessage("The byte at offset 1 of a message of 2 bytes is no text in UTF-8.");
    }

    @Test
    void aCharacterThatTheCharsetDoesNotHaveIsNamed() {
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> MessageCodec.text(StandardCharsets.US_ASCII).encode("12 \u00d7"))
                .withMessage("The character at index 3 of a text of 4 characters cannot be encoded in US-ASCII.");
        assertThatExceptionOfType(CodecException.class).isThrownBy(() -> codec.encode("\uD83D"));
    }

    @Test
    void bytesAreCopiedOutOfWhatIsLent() {
        ByteBuffer lent = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        byte[] decoded = MessageCodec.bytes().decode(lent);
        lent.array()[1] = 9;
        assertThat(decoded).containsExactly(2, 3);
        assertThat(MessageCodec.bytes().encode(decoded)).isSameAs(decoded);
    }

    @Test
    void twoFunctionsAreACodec() {
        MessageCodec<Integer> count =
                MessageCodec.of(value -> ByteBuffer.allocate(4).putInt(value).array(), ByteBuffer::getInt);
        assertThat(count.decode(ByteBuffer.wrap(count.encode(7)))).isEqualTo(7);
    }
}
