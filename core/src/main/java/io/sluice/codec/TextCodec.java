package io.sluice.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Objects;

/** Text of which each byte and each character has to be right. */
final class TextCodec implements MessageCodec<String> {
    private final Charset charset;

    TextCodec(Charset charset) {
        this.charset = Objects.requireNonNull(charset, "charset");
    }

    @Override
    public byte[] encode(String value) {
        CharsetEncoder encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.wrap(value);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.ceil(value.length() * (double) encoder.maxBytesPerChar()));
        CoderResult result = encoder.encode(characters, bytes, true);
        if (result.isUnderflow()) {
            result = encoder.flush(bytes);
        }
        if (!result.isUnderflow()) {
            throw new CodecException("The character at index " + characters.position() + " of a text of "
                    + value.length() + " characters cannot be encoded in " + charset + ".");
        }
        byte[] message = new byte[bytes.position()];
        bytes.flip().get(message);
        return message;
    }

    @Override
    public String decode(ByteBuffer message) {
        int start = message.position();
        int size = message.remaining();
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.allocate((int) Math.ceil(size * (double) decoder.maxCharsPerByte()));
        CoderResult result = decoder.decode(message, characters, true);
        if (result.isUnderflow()) {
            result = decoder.flush(characters);
        }
        if (!result.isUnderflow()) {
            throw new CodecException("The byte at offset " + (message.position() - start) + " of a message of " + size
                    + " bytes is no text in " + charset + ".");
        }
        return characters.flip().toString();
    }

    @Override
    public String toString() {
        return "MessageCodec(text in " + charset + ")";
    }
}
