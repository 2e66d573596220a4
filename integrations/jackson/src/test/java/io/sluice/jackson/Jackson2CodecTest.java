package io.sluice.jackson;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.codec.MessageCodec;
import java.util.List;

class Jackson2CodecTest extends JacksonCodecContract {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    <T> MessageCodec<T> codec(Class<T> type) {
        return Jackson2Codec.of(MAPPER, type);
    }

    @Override
    MessageCodec<List<Order>> ofList() {
        return Jackson2Codec.of(MAPPER, new TypeReference<List<Order>>() {});
    }
}
