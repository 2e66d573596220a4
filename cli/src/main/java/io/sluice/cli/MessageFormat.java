package io.sluice.cli;

import io.sluice.mqueue.PosixMessage;
import io.sluice.sysvmsg.SysvMessage;
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
        String line(String numberName, long number, byte[] payload) {
            return number + "\t" + EscapedText.of(payload);
        }
    },
    JSON {
        @Override
        String line(String numberName, long number, byte[] payload) {
            return "{\"" + numberName + "\":" + number + ",\"size\":" + payload.length + "," + payload(payload) + "}";
        }
    };

    /** The line for bytes and the number that came with them. */
    abstract String line(String numberName, long number, byte[] payload);

    String line(PosixMessage message) {
        return line("priority", message.priority(), message.payload());
    }

    String line(SysvMessage message) {
        return line("type", message.type(), message.payload());
    }

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
