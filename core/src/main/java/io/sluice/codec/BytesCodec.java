package io.sluice.codec;

import java.nio.ByteBuffer;
import java.util.Objects;

/** Bytes as they are. */
final class BytesCodec implements MessageCodec<byte[]> {
    static final BytesCodec INSTANCE = new BytesCodec();

    private BytesCodec() {}

    @Override
    public byte[] encode(byte[] value) {
        return Objects.requireNonNull(value, "value");
    }

    @Override
    public byte[] decode(ByteBuffer message) {
        byte[] copy = new byte[message.remaining()];
        message.get(copy);
        return copy;
    }

    @Override
    public String toString() {
        return "MessageCodec(bytes)";
    }
}
