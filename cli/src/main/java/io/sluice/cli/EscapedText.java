package io.sluice.cli;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text on one line: what would begin a line, a column or a terminal's control sequence of its own, and what is
 * not UTF-8, is written with a backslash.
 */
final class EscapedText {
    private EscapedText() {}

    /** The bytes as text from which they can be told again. */
    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        CoderResult result;
        do {
            result = decoder.decode(rest, decoded, true);
            append(decoded.flip(), true, text);
            decoded.clear();
            for (int i = 0; result.isError() && i < result.length(); i++) {
                appendByte(rest.get(), text);
            }
        } while (rest.hasRemaining());
        return text.toString();
    }

    /** A message for people: a name in it may have a line feed, but the message is one line. */
    static String onOneLine(String message) {
        StringBuilder text = new StringBuilder(message.length());
        append(message, false, text);
        return text.toString();
    }

    private static void append(CharSequence characters, boolean withBackslash, StringBuilder text) {
        for (int i = 0; i < characters.length(); i++) {
            char character = characters.charAt(i);
            switch (character) {
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                case '\\' -> text.append(withBackslash ? "\\\\" : "\\");
                default -> {
                    if (Character.isISOControl(character)) {
                        for (byte each : String.valueOf(character).getBytes(StandardCharsets.UTF_8)) {
                            appendByte(each, text);
                        }
                    } else {
                        text.append(character);
                    }
                }
            }
        }
    }

    private static void appendByte(byte value, StringBuilder text) {
        text.append(String.format("\\x%02X", value));
    }
}
