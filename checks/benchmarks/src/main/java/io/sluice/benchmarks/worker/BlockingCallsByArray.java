package io.sluice.benchmarks.worker;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;

/** By JNA as its users write it: functions mapped directly, a byte array as the buffer. */
final class BlockingCallsByArray implements BlockingQueueCalls {
    private static final int O_RDWR = 2;

    static {
        // In librt up to glibc 2.33, which leads to libc since.
        Native.register(BlockingCallsByArray.class, NativeLibrary.getInstance("librt.so.1"));
    }

    private final int descriptor;
    private final byte[] buffer;
    private final IntByReference priority = new IntByReference();

    BlockingCallsByArray(String name, int size) {
        descriptor = check("mq_open", mq_open(name, O_RDWR));
        buffer = new byte[size];
    }

    private static native int mq_open(String name, int flags);

    private static native int mq_close(int queue);

    private static native long mq_receive(int queue, byte[] buffer, long length, IntByReference priority);

    private static native int mq_send(int queue, byte[] bytes, long length, int priority);

    @Override
    public byte[] receive() {
        long length = mq_receive(descriptor, buffer, buffer.length, priority);
        return Arrays.copyOf(buffer, check("mq_receive", (int) length));
    }

    @Override
    public void send(byte[] bytes) {
        check("mq_send", mq_send(descriptor, bytes, bytes.length, 0));
    }

    @Override
    public void close() {
        check("mq_close", mq_close(descriptor));
    }

    private static int check(String call, int result) {
        if (result < 0) {
            throw new IllegalStateException(call + " failed with errno " + Native.getLastError());
        }
        return result;
    }
}
