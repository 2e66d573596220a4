package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What the calls on memory must do in every binding. One subclass for each binding. */
public abstract class MemoryCallsContract extends CallsContract {
    private static final int PAGE = 4096;
    private static final int ANONYMOUS = MemoryConstants.MAP_PRIVATE | MemoryConstants.MAP_ANONYMOUS;

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

    @Test
    void mappedMemoryIsReadAndWrittenThroughAView() {
        int readAndWrite = MemoryConstants.PROT_READ | MemoryConstants.PROT_WRITE;
        long address = calls.mmap(0, PAGE, readAndWrite, ANONYMOUS, -1, 0);
        assertThat(address).isPositive();
        calls.view(address, Long.BYTES).putLong(0, 0x0102030405060708L);
        assertThat(calls.view(address, PAGE).getLong(0)).isEqualTo(0x0102030405060708L);
        assertThat(calls.view(address, PAGE).get(0))
                .as("in the machine's order")
                .isEqualTo((byte) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 8 : 1));
        assertThat(calls.mprotect(address, PAGE, MemoryConstants.PROT_READ | MemoryConstants.PROT_EXEC))
                .isZero();
        assertThat(calls.view(address, PAGE).get(1)).isNotZero();
        assertThat(calls.munmap(address, PAGE)).isZero();
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(calls.mmap(0, 0, 0, ANONYMOUS, -1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(calls.munmap(1, PAGE)).isEqualTo(-Errno.EINVAL.number());
        assertThat(calls.mprotect(1, PAGE, 0)).isEqualTo(-Errno.EINVAL.number());
    }
}
