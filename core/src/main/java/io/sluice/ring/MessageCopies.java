package io.sluice.ring;

/** Copies messages. Where the heap has no room for a copy, the message stays in the ring. */
final class MessageCopies extends MessageIntake<RingMessage> {
    private static final byte[] NOTHING = {};

    private byte[] payload = NOTHING;

    @Override
    void prepare(int size) {
        payload = new byte[size];
    }

    @Override
    RingMessage make(int type, RingMemory memory, int index, int size) {
        byte[] copy = payload;
        payload = NOTHING;
        memory.copyPayload(index, copy);
        return RingMessage.of(type, copy);
    }
}
