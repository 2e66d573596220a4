package io.sluice.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.ErrnoException;
import org.junit.jupiter.api.Test;

/** Messages for which the heap had no room. */
class HeldMessagesTest {
    private final HeldMessages held = new HeldMessages("mq_receive", "/queue");

    private void hold(int length) {
        NativeMemory memory = NativeMemory.allocate(8);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> held.copied(memory, length, full -> {
                    throw new OutOfMemoryError("expected");
                }));
    }

    @Test
    void theOldestIsGivenFirst() {
        hold(1);
        hold(2);
        hold(3);
        assertThat(held.poll(memory -> true, NativeMemory::messageLength)).isEqualTo(1);
        hold(4);
        assertThat(held.poll(memory -> true, NativeMemory::messageLength)).isEqualTo(2);
        assertThat(held.poll(memory -> true, NativeMemory::messageLength)).isEqualTo(3);
        assertThat(held.poll(memory -> true, NativeMemory::messageLength)).isEqualTo(4);
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void theOldestOfTheWantedOnesIsGiven() {
        hold(1);
        hold(2);
        hold(2);
        assertThat(held.poll(memory -> memory.messageLength() == 2, NativeMemory::messageLength))
                .isEqualTo(2);
        assertThat(held.poll(memory -> true, NativeMemory::messageLength)).isEqualTo(1);
        assertThat(held.poll(memory -> true, NativeMemory::messageLength)).isEqualTo(2);
        assertThat(held.poll(memory -> true, NativeMemory::messageLength)).isNull();
    }

    @Test
    void whatIsRefusedIsGivenOnceAndWhatHasNoRoomAgain() {
        hold(1);
        hold(2);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> held.poll(memory -> true, memory -> {
                    throw new OutOfMemoryError("expected");
                }))
                .withMessageContaining("message of 1 bytes");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> held.poll(memory -> memory.messageLength() == 2, memory -> {
                    throw new IllegalStateException("refused");
                }));
        assertThat(held.poll(memory -> true, NativeMemory::messageLength)).isEqualTo(1);
        assertThat(held.isEmpty()).isTrue();
    }
}
