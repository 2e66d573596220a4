package io.sluice.cli.message;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.SimilarNames;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How to print a received message, on one line. */
public enum MessageFormat {
    /** The number, a tab and the payload as escaped text. */
    TEXT {
        @Override
        public String line(PrintableMessage message) {
            return message.number() + "\t" + EscapedText.of(message.payload());
        }
    },
    /** A JSON object. */
    JSON {
        @Override
        public String line(PrintableMessage message) {
            String number =
                    message.numberName().isEmpty() ? "" : "\"" + message.numberName() + "\":" + message.number() + ",";
            return "{" + number + "\"size\":" + message.payload().length + "," + payload(message.payload()) + "}";
        }
    };

    /**
     * The line for a message.
     *
     * @param message the message
     * @return the line without a line feed
     */
    public abstract String line(PrintableMessage message);

    private static String payload(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return "\"text\":" + JsonString.of(text);
        } catch (CharacterCodingException notUtf8) {
            return "\"base64\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
        }
    }

    private static final List<String> NAMES = List.of("text", "json");

    /** The names, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    /** Reads a format's name. */
    static final class Converter implements ITypeConverter<MessageFormat> {
        @Override
        public MessageFormat convert(String value) {
            return switch (value) {
                case "text" -> TEXT;
                case "json" -> JSON;
                default ->
                    throw new TypeConversionException(
                            "'" + value + "' is not text or json" + SimilarNames.question(value, NAMES));
            };
        }
    }
}
