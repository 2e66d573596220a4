package io.sluice.cli;

import io.sluice.mqueue.MqMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a received message is printed: one line each. */
enum MessageFormat {
    TEXT {
        @Override
        String line(MqMessage message) {
            return message.priority() + "\t" + EscapedText.of(message.payload());
        }
    },
    JSON {
        @Override
        String line(MqMessage message) {
            return "{\"priority\":" + message.priority() + ",\"size\":" + message.size() + "," + payload(message) + "}";
        }
    };

    abstract String line(MqMessage message);

    private static String payload(MqMessage message) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message.payload()))
                    .toString();
            return "\"text\":" + JsonString.of(text);
        } catch (CharacterCodingException notUtf8) {
            return "\"base64\":\"" + Base64.getEncoder().encodeToString(message.payload()) + "\"";
        }
    }

    /** Reads a format's name. */
    static final class Converter implements ITypeConverter<MessageFormat> {
        @Override
        public MessageFormat convert(String value) {
            return switch (value) {
                case "text" -> TEXT;
                case "json" -> JSON;
                default -> throw new TypeConversionException("'" + value + "' is not text or json");
            };
        }
    }
}
