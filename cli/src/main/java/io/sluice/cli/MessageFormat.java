package io.sluice.cli;

import io.sluice.mqueue.MqMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
