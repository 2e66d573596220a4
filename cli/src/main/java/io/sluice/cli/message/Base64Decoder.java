package io.sluice.cli.message;

import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The base64 of RFC 4648, with or without padding, as the whole of a text. */
final class Base64Decoder implements Decoder {
    static final Base64Decoder INSTANCE = new Base64Decoder();

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Base64Decoder() {}

    @Override
    public InputMessage decode(byte[] text) {
        return new InputMessage(bytes(new String(text, StandardCharsets.UTF_8)), null);
    }

    @Override
    public long longestText(long longest) {
        return (longest + 2) / 3 * 4;
    }

    static byte[] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new CommandFailure(ExitStatus.FAILED, "not base64: " + problem(text), notBase64);
        }
    }

    /** The decoder of the JDK shows the character as a number, and not where it is. */
    private static String problem(String text) {
        for (int i = 0, position = 1; i < text.length(); i += Character.charCount(text.codePointAt(i)), position++) {
            int character = text.codePointAt(i);
            if (ALPHABET.indexOf(character) < 0 && !isPadding(text, i)) {
                return "character " + position + " is '" + EscapedText.onOneLine(Character.toString(character)) + "'";
            }
        }
        return "it has " + text.length() + " characters, and ends within a byte";
    }

    private static boolean isPadding(String text, int index) {
        String rest = text.substring(index);
        return (rest.equals("=") || rest.equals("==")) && text.length() % 4 == 0;
    }
}
