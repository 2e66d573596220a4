package io.sluice.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.errno.Errno;
import io.sluice.libc.FileCalls;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryCalls;
import io.sluice.libc.MemoryConstants;
import io.sluice.testing.Conforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel answers where memory is mapped and unmapped, on the binding that the tests are run on. */
class MappingCallsTest {
    private static final int PAGE = 1 << 16; // a multiple of the page size of each machine
    private static final int READ = MemoryConstants.PROT_READ;
    private static final int WRITE = MemoryConstants.PROT_WRITE;
    private static final int SHARED = MemoryConstants.MAP_SHARED;
    private static final int PRIVATE = MemoryConstants.MAP_PRIVATE;
    private static final int ANONYMOUS = PRIVATE | MemoryConstants.MAP_ANONYMOUS;
    private static final int ENODEV = 19; // the same number on x86-64 and AArch64
    private static final long HIGHEST_PAGE = -PAGE;

    /** So low that the kernel does not choose it by itself: what is unmapped here, no other thread maps meanwhile. */
    private static final long LOW = 1L << 20;

    private final MemoryCalls calls = Libc.get().memory();
    private final FileCalls files = Libc.get().files();

    @TempDir
    Path folder;

    private int fd;

    @BeforeEach
    void open() throws IOException {
        fd = open(Files.write(folder.resolve("file"), new byte[2 * PAGE]), FileConstants.O_RDWR);
    }

    @AfterEach
    void close() {
        files.close(fd);
    }

    private int open(Path path, int access) {
        int number = files.open(path.toString(), access | FileConstants.O_CLOEXEC);
        assertThat(number).isNotNegative();
        return number;
    }

    private void assertNotMapped(Errno errno, long size, int flags, int number, long offset) {
        assertNotMapped(errno.number(), size, flags, number, offset);
    }

    private void assertNotMapped(int errno, long size, int flags, int number, long offset) {
        assertThat(calls.mmap(0, size, READ, flags, number, offset)).isEqualTo(-errno);
    }

    /** Makes a mapping of two pages where nobody else makes one. */
    private long low() {
        long address = calls.mmap(LOW, 2 * PAGE, READ | WRITE, ANONYMOUS, -1, 0);
        assertThat(address).isPositive();
        assumeTrue(address == LOW, "not possible here: low addresses are in use");
        return address;
    }

    private int force(long address) {
        return calls.msync(address, PAGE, MemoryConstants.MS_SYNC);
    }

    @Test
    @Conforms({"mmap 11-1", "mmap 16-1", "mmap 19-1", "mmap 20-1", "mmap 21-1", "mmap 23-1", "mmap 31-1", "mmap 32-1"})
    void whatCannotBeMappedIsAnError() {
        assertNotMapped(Errno.EINVAL, 0, SHARED, fd, 0);
        assertNotMapped(Errno.EINVAL, PAGE, 0, fd, 0);
        assertNotMapped(Errno.EINVAL, PAGE, SHARED, fd, 1);
        assertNotMapped(Errno.EBADF, PAGE, SHARED, -1, 0);
        assertNotMapped(Errno.EOVERFLOW, 2 * PAGE, SHARED, fd, Long.MAX_VALUE - (PAGE - 1));
        int directory = open(folder, FileConstants.O_RDONLY);
        assertNotMapped(ENODEV, PAGE, SHARED, directory, 0);
        assertThat(files.close(directory)).isZero();
    }

    @Test
    @Conforms({"mmap 6-4", "mmap 6-5", "mmap 6-6", "mmap 17-1"})
    void aMappingNeedsAnAccessThatTheFileIsOpenFor() {
        int reader = open(folder.resolve("file"), FileConstants.O_RDONLY);
        int writer = open(folder.resolve("file"), FileConstants.O_WRONLY);
        assertThat(calls.mmap(0, PAGE, WRITE, SHARED, reader, 0)).isEqualTo(-Errno.EACCES.number());
        assertThat(calls.mmap(0, PAGE, READ, PRIVATE, writer, 0)).isEqualTo(-Errno.EACCES.number());
        long copy = calls.mmap(0, PAGE, READ | WRITE, PRIVATE, reader, 0);
        assertThat(copy).isPositive();
        calls.view(copy, PAGE).put(0, (byte) 1);
        assertThat(calls.munmap(copy, PAGE)).isZero();
        assertThat(files.close(reader)).isZero();
        assertThat(files.close(writer)).isZero();
    }

    @Test
    @Conforms({"mmap 10-1", "mmap 16-1"})
    void theKernelPlacesAMappingWhereNoneIs() {
        long first = calls.mmap(0, PAGE, READ | WRITE, SHARED, fd, 0);
        long second = calls.mmap(0, PAGE, READ | WRITE, SHARED, fd, PAGE);
        assertThat(first).isPositive();
        assertThat(second).isPositive();
        assertThat(Math.abs(second - first)).isGreaterThanOrEqualTo(PAGE);
        calls.view(first, PAGE).put(0, (byte) 1);
        calls.view(second, PAGE).put(0, (byte) 2);
        assertThat(calls.view(first, PAGE).get(0)).isEqualTo((byte) 1);
        assertThat(calls.munmap(first, PAGE)).isZero();
        assertThat(calls.view(second, PAGE).get(0)).isEqualTo((byte) 2);
        assertThat(calls.munmap(second, PAGE)).isZero();
    }

    @Test
    @Conforms({"munmap 1-1", "munmap 1-2", "munmap 7-1"})
    void eachPageWithAByteOfTheRangeIsUnmapped() {
        long address = low();
        assertThat(force(address)).isZero();
        assertThat(force(address + PAGE)).isZero();
        assertThat(calls.munmap(address, PAGE + 1)).isZero();
        assertThat(force(address)).isEqualTo(-Errno.ENOMEM.number());
        assertThat(calls.msync(address + PAGE, 1, MemoryConstants.MS_SYNC)).isEqualTo(-Errno.ENOMEM.number());
        assertThat(calls.munmap(address, 2 * PAGE)).isZero();
    }

    @Test
    @Conforms("munmap 2-1")
    void whereNothingIsMappedNothingIsUnmapped() {
        long address = low();
        calls.view(address, PAGE).put(PAGE - 1, (byte) 7);
        assertThat(calls.munmap(address + PAGE, PAGE)).isZero();
        assertThat(calls.munmap(address + PAGE, PAGE)).isZero();
        assertThat(calls.view(address, PAGE).get(PAGE - 1)).isEqualTo((byte) 7);
        assertThat(calls.munmap(address, PAGE)).isZero();
    }

    @Test
    @Conforms({"munmap 3-1", "munmap 7-1", "munmap 8-1", "munmap 9-1", "munmap 10-1"})
    void aRangeThatCannotBeUnmappedIsAnError() {
        long address = calls.mmap(0, PAGE, READ | WRITE, ANONYMOUS, -1, 0);
        int refused = -Errno.EINVAL.number();
        assertThat(calls.munmap(address + 1, PAGE)).isEqualTo(refused);
        assertThat(calls.munmap(address, 0)).isEqualTo(refused);
        assertThat(calls.munmap(HIGHEST_PAGE, 1)).isEqualTo(refused);
        calls.view(address, PAGE).put(0, (byte) 1);
        assertThat(calls.munmap(address, PAGE)).isZero();
    }
}
