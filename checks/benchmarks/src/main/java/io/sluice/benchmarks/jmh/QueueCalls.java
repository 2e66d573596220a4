package io.sluice.benchmarks.jmh;

import io.sluice.libc.LibcSelection;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A queue's calls on one thread, which needs nobody to be woken. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class QueueCalls {
    @Param({"ffm", "jna"})
    public String binding;

    @Param({"64", "1024"})
    public int size;

    private PosixMessageQueue queue;
    private byte[] bytes;
    private ByteBuffer direct;

    @Setup
    public void create() {
        System.setProperty(LibcSelection.PROPERTY, binding);
        String name = "/sluice-jmh-" + ProcessHandle.current().pid();
        queue = PosixMessageQueue.builder(name)
                .maxMessages(1)
                .maxMessageSize(size)
                .create();
        PosixMessageQueue.unlink(name);
        bytes = new byte[size];
        direct = ByteBuffer.allocateDirect(size);
    }

    @TearDown
    public void close() {
        queue.close();
    }

    @Benchmark
    public @Nullable PosixMessage sendAndReceive() {
        queue.trySend(bytes, 0);
        return queue.tryReceive();
    }

    @Benchmark
    public int sendAndReceiveThroughADirectBuffer() {
        queue.trySend(direct.clear(), 0);
        return queue.tryReceive(direct.clear());
    }

    @Benchmark
    public @Nullable PosixMessage receiveFromAnEmptyQueue() {
        return queue.tryReceive();
    }
}
