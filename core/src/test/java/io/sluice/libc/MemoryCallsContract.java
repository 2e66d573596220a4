package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.errno.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the calls on memory must do in every binding. One subclass for each binding. */
public abstract class MemoryCallsContract extends CallsContract {
    private static final int PAGE = 4096;
    private static final int PROT_READ_WRITE = MemoryConstants.PROT_READ | MemoryConstants.PROT_WRITE;
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
    void aFunctionIsFoundByItsName() {
        assertThat(calls.symbol("abs")).isNotZero();
        assertThat(calls.symbol("sluice_no_such_function")).isZero();
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
    void mappedBytesAreBuffersUntilTheClose() {
        int readAndWrite = MemoryConstants.PROT_READ | MemoryConstants.PROT_WRITE;
        long address = calls.mmap(0, PAGE, readAndWrite, ANONYMOUS, -1, 0);
        MappedBytes bytes = calls.mapped(address, PAGE);
        ByteBuffer part = bytes.bytes(8, 16);
        assertThat(part.capacity()).isEqualTo(16);
        assertThat(part.order()).isEqualTo(ByteOrder.nativeOrder());
        part.putInt(4, 77);
        assertThat(calls.view(address, PAGE).getInt(12)).isEqualTo(77);
        assertThat(bytes.close()).isTrue();
        if (bytes.closeEndsAccess()) {
            assertThatIllegalStateException().isThrownBy(() -> part.getInt(4));
        } else {
            assertThat(part.getInt(4)).isEqualTo(77);
        }
        assertThat(calls.munmap(address, PAGE)).isZero();
    }

    @Test
    void memoryThatIsAFileHasTheSizeTheBytesAndTheSealsThatItIsGiven() {
        FileCalls files = libc.files();
        int fd = calls.memfdCreate("contract", MemoryConstants.MFD_CLOEXEC | MemoryConstants.MFD_ALLOW_SEALING);
        assertThat(fd).isNotNegative();
        assertThat(Path.of("/proc/self/fd", Integer.toString(fd)))
                .satisfies(link ->
                        assertThat(Files.readSymbolicLink(link).toString()).startsWith("/memfd:contract"));
        assertThat(files.ftruncate(fd, PAGE)).isZero();
        assertThat(files.fallocate(fd, 0, PAGE, PAGE)).isZero();
        long address = calls.mmap(0, 2 * PAGE, PROT_READ_WRITE, MemoryConstants.MAP_SHARED, fd, 0);
        assertThat(address).isPositive();
        calls.view(address, 2 * PAGE).putInt(2 * PAGE - Integer.BYTES, 4711);
        assertThat(calls.msync(address, 2 * PAGE, MemoryConstants.MS_SYNC)).isZero();
        assertThat(calls.munmap(address, 2 * PAGE)).isZero();
        long again = calls.mmap(0, PAGE, MemoryConstants.PROT_READ, MemoryConstants.MAP_SHARED, fd, PAGE);
        assertThat(calls.view(again, PAGE).getInt(PAGE - Integer.BYTES)).isEqualTo(4711);
        assertThat(calls.munmap(again, PAGE)).isZero();
        assertThat(files.close(fd)).isZero();
    }

    /** All 64 bits of a length arrive. */
    @Test
    void aSizeThatNoFileCanHaveIsRefused() {
        FileCalls files = libc.files();
        int fd = calls.memfdCreate("contract", MemoryConstants.MFD_CLOEXEC);
        assertThat(files.ftruncate(fd, -1)).isEqualTo(-Errno.EINVAL.number());
        assertThat(files.fallocate(fd, 0, 0, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(files.fallocate(fd, 0, 1L << 62, 1L << 62)).isEqualTo(-Errno.EFBIG.number());
        assertThat(files.ftruncate(fd, 1L << 40)).isZero();
        assertThat(files.ftruncate(fd, 0)).isZero();
        assertThat(files.close(fd)).isZero();
        assertThat(files.ftruncate(-1, 0)).isEqualTo(-Errno.EBADF.number());
        assertThat(files.fallocate(-1, 0, 0, 1)).isEqualTo(-Errno.EBADF.number());
        assertThat(calls.msync(1, PAGE, MemoryConstants.MS_SYNC)).isEqualTo(-Errno.EINVAL.number());
        assertThat(calls.memfdCreate("x".repeat(250), 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(calls.memfdCreate("contract", -1)).isEqualTo(-Errno.EINVAL.number());
    }

    @Test
    void aFailureIsTheNegatedErrorNumber() {
        assertThat(calls.mmap(0, 0, 0, ANONYMOUS, -1, 0)).isEqualTo(-Errno.EINVAL.number());
        assertThat(calls.munmap(1, PAGE)).isEqualTo(-Errno.EINVAL.number());
        assertThat(calls.mprotect(1, PAGE, 0)).isEqualTo(-Errno.EINVAL.number());
    }
}
