package io.sluice.cli.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text on one line. A backslash escape stands for each line feed, tab, carriage return and other control
 * character, and for each byte that is not UTF-8.
 */
public final class EscapedText {
    private EscapedText() {}

    /**
     * The bytes as text. Two different byte sequences never give the same text.
     *
     * @param bytes a message's payload
     * @return the text
     */
    public static String of(byte[] bytes) {
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

    /**
     * A text for people on one line. A queue's name in it may contain a line feed.
     *
     * @param message the text
     * @return the text with its control characters escaped
     */
    public static String onOneLine(String message) {
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
