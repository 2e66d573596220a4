package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What the calls on memory must do in every binding. One subclass for each binding. */
public abstract class MemoryCallsContract extends CallsContract {
    private final MemoryCalls calls = libc.memory();

    /**
     * Makes a test of a binding.
     *
     * @param provider the binding's provider
     */
    protected MemoryCallsContract(LibcProvider provider) {
        super(provider);
    }

    @Test
    void aDirectBuffersAddressIsThatOfItsFirstByteWhateverItsPosition() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        long address = calls.address(buffer);
        assertThat(address).isNotZero();
        assertThat(calls.address(buffer.position(9).limit(20))).isEqualTo(address);
        assertThat(calls.address(buffer.slice())).isEqualTo(address + 9);
        assertThat(calls.address(buffer.asReadOnlyBuffer())).isEqualTo(address);
    }
}
