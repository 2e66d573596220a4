package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import io.sluice.libc.EpollConstants;
import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.memory.NativeMemory;
import java.util.ArrayList;
import java.util.List;

/** Descriptors as other native code of this process opens, duplicates and closes them. */
final class NativeDescriptors implements AutoCloseable {
    private final Libc libc = Libc.get();
    private final List<Integer> open = new ArrayList<>();

    /** A counter, which is readable when it is above 0. */
    int counter() {
        return opened(libc.epoll().eventfd(0, EpollConstants.EFD_CLOEXEC | EpollConstants.EFD_NONBLOCK));
    }

    /** The read end and the write end of a pipe. */
    int[] pipe() {
        int[] ends = new int[2];
        assertThat(call("pipe", new Object[] {ends})).isZero();
        return new int[] {opened(ends[0]), opened(ends[1])};
    }

    int file(String path) {
        return opened(libc.files().open(path, FileConstants.O_RDONLY | FileConstants.O_CLOEXEC));
    }

    int duplicate(int number) {
        return opened(call("dup", number));
    }

    /** Lets the second number mean what the first one does, whatever it meant before. */
    void replace(int by, int number) {
        assertThat(call("dup2", by, number)).isEqualTo(number);
        opened(number);
    }

    void write(int number) {
        NativeMemory one = NativeMemory.allocate(Long.BYTES);
        one.bytes().putLong(0, 1);
        assertThat(libc.files().write(number, one.address(), Long.BYTES)).isEqualTo(Long.BYTES);
        one.keepAlive();
    }

    long read(int number) {
        NativeMemory bytes = NativeMemory.allocate(Long.BYTES);
        long result = libc.files().read(number, bytes.address(), Long.BYTES);
        bytes.keepAlive();
        return result;
    }

    void close(int number) {
        assertThat(open.remove(Integer.valueOf(number))).isTrue();
        assertThat(libc.files().close(number)).isZero();
    }

    /** Closes a number that is somebody else's. */
    void closeOfAnother(int number) {
        assertThat(libc.files().close(number)).isZero();
    }

    private int opened(int number) {
        assertThat(number).isNotNegative();
        open.add(number);
        return number;
    }

    private static int call(String function, Object... arguments) {
        return NativeLibrary.getInstance("c").getFunction(function).invokeInt(arguments);
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(this::close);
    }
}
