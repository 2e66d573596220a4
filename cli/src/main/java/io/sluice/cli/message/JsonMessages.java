package io.sluice.cli.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Messages in the JSON that {@link MessageFormat#JSON} prints. */
final class JsonMessages implements Decoder {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // The length of the line is limited before.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** The names, the number, the size, and some white space. */
    private static final int BESIDE_THE_PAYLOAD = 1024;

    /** A byte as an escape of JSON. */
    private static final int LONGEST_ESCAPE = 6;

    private final MessageNumber number;

    JsonMessages(MessageNumber number) {
        this.number = number;
    }

    @Override
    public long longestText(long longest) {
        return longest * LONGEST_ESCAPE + BESIDE_THE_PAYLOAD;
    }

    @Override
    public InputMessage decode(byte[] text) {
        try (JsonParser json = FACTORY.createParser(decoded(text))) {
            return new Members(json).read();
        } catch (JsonEOFException early) {
            throw failure("not JSON: it ends too early", early);
        } catch (JsonProcessingException notJson) {
            String where = notJson.getLocation() == null
                    ? ""
                    : " at character " + notJson.getLocation().getColumnNr();
            throw failure("not JSON" + where + ": " + notJson.getOriginalMessage(), notJson);
        } catch (IOException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Not by the parser, which would guess UTF-16 and UTF-32 as well. */
    private static String decoded(byte[] text) {
        try {
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            return decoder.decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw failure("not JSON: it is not UTF-8", notUtf8);
        }
    }

    private static CommandFailure failure(String message, @Nullable Exception cause) {
        return new CommandFailure(ExitStatus.FAILED, message, cause);
    }

    /** The members of one object. */
    private final class Members {
        private final JsonParser json;
        private byte @Nullable [] payload;
        private @Nullable Long ownNumber;
        private @Nullable String size;

        Members(JsonParser json) {
            this.json = json;
        }

        InputMessage read() throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw failure("not a JSON object", null);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                readValue(name, json.nextToken());
            }
            if (json.nextToken() != null) {
                throw failure("there is more behind the JSON object", null);
            }
            if (payload == null) {
                throw failure("the JSON object has neither text nor base64", null);
            }
            if (size != null && !size.equals(Integer.toString(payload.length))) {
                throw failure("size is " + size + ", and the message has " + payload.length + " bytes", null);
            }
            return new InputMessage(payload, ownNumber);
        }

        private void readValue(String name, JsonToken token) throws IOException {
            switch (name) {
                case "text" -> setPayload(utf8(string(name, token)));
                case "base64" -> setPayload(Base64Decoder.bytes(string(name, token)));
                case "size" -> size = wholeNumber(name, token);
                case "priority", "type" -> {
                    String value = wholeNumber(name, token);
                    if (name.equals(number.name())) {
                        ownNumber = inRange(name, value);
                    }
                }
                default -> throw failure("'" + name + "' is not a name that receive prints", null);
            }
        }

        private void setPayload(byte[] bytes) {
            if (payload != null) {
                throw failure("the JSON object has both text and base64", null);
            }
            payload = bytes;
        }

        private String string(String name, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_STRING) {
                throw failure(name + " is not a string", null);
            }
            return json.getText();
        }

        private String wholeNumber(String name, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_NUMBER_INT) {
                throw failure(name + " is not a whole number", null);
            }
            return json.getText();
        }

        private long inRange(String name, String value) {
            try {
                return number.converter().convert(value).longValue();
            } catch (TypeConversionException outOfRange) {
                throw failure(name + ": " + outOfRange.getMessage(), outOfRange);
            } catch (Exception e) {
                throw new IllegalStateException(e); // converters of numbers throw nothing else
            }
        }
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfASurrogatePair) {
            throw failure("text has half of a surrogate pair, which is no character", halfASurrogatePair);
        }
    }
}
