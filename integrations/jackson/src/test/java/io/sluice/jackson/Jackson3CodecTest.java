package io.sluice.jackson;

import io.sluice.codec.MessageCodec;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class Jackson3CodecTest extends JacksonCodecContract {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    <T> MessageCodec<T> codec(Class<T> type) {
        return Jackson3Codec.of(MAPPER, type);
    }

    @Override
    MessageCodec<List<Order>> ofList() {
        return Jackson3Codec.of(MAPPER, new TypeReference<List<Order>>() {});
    }
}
