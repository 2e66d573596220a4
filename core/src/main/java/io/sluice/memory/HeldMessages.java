package io.sluice.memory;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one queue's handle that had left the kernel when the heap had no room for them. They stay in the native
 * memory that they came in, and the next receive gets them, the oldest first. To hold one allocates nothing.
 *
 * <p>May be used from any thread.
 */
public final class HeldMessages {
    private final String call;
    private final String queueName;
    /** Read without the lock: as a rule there are none. */
    private volatile @Nullable NativeMemory oldest;

    /**
     * Holds nothing yet.
     *
     * @param call the C function that receives
     * @param queueName what it receives from
     */
    public HeldMessages(String call, String queueName) {
        this.call = call;
        this.queueName = queueName;
    }

    /**
     * Makes a message of what the kernel has written, or holds it where there is no room for it in the heap.
     *
     * @param memory where the message is
     * @param length its length in bytes
     * @param copy makes the message
     * @param <M> its type
     * @return the message
     * @throws ErrnoException if there is no room ({@code ENOMEM}); the message is held, and the pool leaves its memory alone
     */
    public <M> M copied(NativeMemory memory, int length, Function<NativeMemory, M> copy) {
        memory.messageLength = length;
        try {
            return copy.apply(memory);
        } catch (OutOfMemoryError noRoom) {
            hold(memory);
            throw noRoomFor(length);
        }
    }

    private synchronized void hold(NativeMemory memory) {
        memory.held = true;
        NativeMemory last = oldest;
        if (last == null) {
            oldest = memory;
            return;
        }
        for (NativeMemory next = last.next; next != null; next = last.next) {
            last = next;
        }
        last.next = memory;
    }

    private ErrnoException noRoomFor(int length) {
        return new ErrnoException(
                call,
                queueName,
                Errno.ENOMEM,
                "The heap has no room for the message of " + length + " bytes, which has left the queue. It is kept in"
                        + " native memory, and the next receive on this handle gets it: give the JVM a larger heap"
                        + " (-Xmx), or keep fewer messages.");
    }

    /**
     * Whether nothing is held, as a rule. To look first keeps what {@link #poll} is given from being made for nothing.
     *
     * @return true if there is nothing to poll
     */
    public boolean isEmpty() {
        return oldest == null;
    }

    /**
     * Gives away the oldest held message of a kind. What {@code copy} throws is passed on. The message is gone then, as it is
     * where it comes from the kernel, but for {@link OutOfMemoryError}.
     *
     * @param wanted which one is wanted, by its memory
     * @param copy makes the message, or whatever the caller takes it as
     * @param <M> the result's type
     * @return the result, or null if no such message is held
     * @throws ErrnoException if there is no room for it still ({@code ENOMEM}); it stays held
     */
    public synchronized <M> @Nullable M poll(Predicate<NativeMemory> wanted, Function<NativeMemory, M> copy) {
        for (NativeMemory memory = oldest; memory != null; memory = memory.next) {
            if (wanted.test(memory)) {
                boolean stays = false;
                try {
                    return copy.apply(memory);
                } catch (OutOfMemoryError noRoom) {
                    stays = true;
                    throw noRoomFor(memory.messageLength);
                } finally {
                    if (!stays) {
                        remove(memory);
                    }
                }
            }
        }
        return null;
    }

    /** Does nothing where {@code copy} itself has received the message from the same queue. */
    private void remove(NativeMemory memory) {
        NativeMemory before = null;
        NativeMemory found = oldest;
        while (found != null && found != memory) {
            before = found;
            found = found.next;
        }
        if (found == null) {
            return;
        }
        if (before == null) {
            oldest = memory.next;
        } else {
            before.next = memory.next;
        }
        // The memory stays marked and becomes garbage: whoever took it from its pool may be about to give it back.
        memory.next = null;
    }
}
