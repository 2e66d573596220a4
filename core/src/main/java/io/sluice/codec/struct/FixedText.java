package io.sluice.codec.struct;

import io.sluice.codec.CodecException;
import io.sluice.codec.MessageCodec;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** Text in a {@code char} array, filled up with zero bytes. */
final class FixedText {
    private final Charset charset;
    private final MessageCodec<String> codec;
    /** Whether one byte at least is zero, which C functions such as {@code printf} need. */
    private final boolean terminated;

    FixedText(Charset charset, boolean terminated) {
        for (byte each : "A".getBytes(charset)) {
            if (each == 0) { // as in UTF-16: a reader would take it for the end, and cut the text off
                throw new IllegalArgumentException(
                        "text in " + charset + " has zero bytes inside, where C ends it: add it as bytes");
            }
        }
        this.charset = charset;
        codec = MessageCodec.text(charset);
        this.terminated = terminated;
    }

    String read(Member member, ByteBuffer bytes, int at) {
        byte[] text = new byte[member.length()];
        bytes.get(at, text);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        if (terminated && end == text.length) {
            throw new CodecException(member + " has no zero byte in its " + text.length + " bytes.");
        }
        try {
            return codec.decode(ByteBuffer.wrap(text, 0, end));
        } catch (CodecException noText) {
            throw new CodecException(member + " is no text in " + charset + ".", noText);
        }
    }

    void write(Member member, ByteBuffer bytes, int at, String value) {
        byte[] text = encoded(member, value);
        int room = member.length() - (terminated ? 1 : 0);
        if (text.length > room) {
            throw new CodecException(member + " is a char[" + member.length() + "] with room for " + room + " bytes"
                    + (terminated ? " and a terminating zero byte" : "") + ", and was given " + text.length + ".");
        }
        if (value.indexOf('\0') >= 0) {
            throw new CodecException(member + " was given a text with a zero character at index " + value.indexOf('\0')
                    + ", where C ends it.");
        }
        bytes.put(at, text);
    }

    private byte[] encoded(Member member, String value) {
        try {
            return codec.encode(value);
        } catch (CodecException noText) {
            throw new CodecException(member + " cannot be encoded in " + charset + ": " + noText.getMessage(), noText);
        }
    }
}
