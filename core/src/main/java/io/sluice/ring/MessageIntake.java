package io.sluice.ring;

import org.jspecify.annotations.Nullable;

/**
 * Makes an object of each message that is taken by itself. For one thread at a time.
 *
 * @param <T> the type of the objects
 */
abstract class MessageIntake<T> {
    private @Nullable T taken;

    /** Before a message of so many bytes is taken. If this throws, it stays in the ring. */
    void prepare(int size) {}

    /** The message counts as taken. Its bytes stay at this place until this returns. */
    final void take(int type, RingMemory memory, int index, int size) {
        taken = make(type, memory, index, size);
    }

    abstract T make(int type, RingMemory memory, int index, int size);

    /** What was made last, once. */
    final @Nullable T taken() {
        T made = taken;
        taken = null;
        return made;
    }
}
