package io.sluice.benchmarks.worker;

import io.sluice.libc.FileConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.memory.NativeMemory;

/** By the binding that Sluice runs on, which is what its users would write with {@code java.lang.foreign}. */
final class BlockingCallsByAddress implements BlockingQueueCalls {
    private final PosixQueueCalls libc = Libc.get().posixQueues();
    private final int descriptor;
    private final NativeMemory buffer;
    private final NativeMemory priority;

    BlockingCallsByAddress(String name, int size) {
        descriptor = (int) check("mq_open", libc.mqOpen(name, FileConstants.O_RDWR, 0, 0));
        buffer = NativeMemory.allocate(size);
        priority = NativeMemory.allocate(Integer.BYTES);
    }

    @Override
    public byte[] receive() {
        long length = libc.mqTimedreceive(descriptor, buffer.address(), buffer.size(), priority.address(), 0);
        byte[] bytes = new byte[(int) check("mq_receive", length)];
        buffer.bytes().get(0, bytes);
        buffer.keepAlive();
        priority.keepAlive();
        return bytes;
    }

    @Override
    public void send(byte[] bytes) {
        buffer.bytes().put(0, bytes);
        check("mq_send", libc.mqTimedsend(descriptor, buffer.address(), bytes.length, 0, 0));
        buffer.keepAlive();
    }

    @Override
    public void close() {
        check("mq_close", Libc.get().files().close(descriptor));
    }

    private static long check(String call, long result) {
        if (result < 0) {
            throw new IllegalStateException(call + " failed with errno " + -result);
        }
        return result;
    }
}
