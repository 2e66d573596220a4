package io.sluice.ring;

import java.util.Objects;

/** Gives messages to a decoder, and names the message that it refuses. */
final class DecodedMessages<T> extends MessageIntake<T> {
    private final String name;
    private final RingDecoder<? extends T> decoder;

    DecodedMessages(String name, RingDecoder<? extends T> decoder) {
        this.name = name;
        this.decoder = Objects.requireNonNull(decoder, "decoder");
    }

    @Override
    T make(int type, RingMemory memory, int index, int size) {
        T decoded;
        try {
            decoded = decoder.decode(type, memory.payload(index, size));
        } catch (OutOfMemoryError | InternalError ofTheJvm) {
            throw ofTheJvm; // the second one is how the JVM says that the memory was cut off
        } catch (Throwable cause) { // a waiting thread must end with an answer
            throw RingErrors.notDecoded(name, type, copy(memory, index, size), "has thrown " + cause, cause);
        }
        if (decoded == null) {
            throw RingErrors.notDecoded(name, type, copy(memory, index, size), "has returned null", null);
        }
        return decoded;
    }

    private static byte[] copy(RingMemory memory, int index, int size) {
        byte[] copy = new byte[size];
        memory.copyPayload(index, copy);
        return copy;
    }
}
