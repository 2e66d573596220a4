package io.sluice.benchmarks.jmh;

import io.sluice.libc.ClockCalls;
import io.sluice.libc.ClockConstants;
import io.sluice.libc.EpollCalls;
import io.sluice.libc.EpollConstants;
import io.sluice.libc.Libc;
import io.sluice.libc.LibcSelection;
import io.sluice.libc.PosixQueueCalls;
import io.sluice.memory.NativeMemory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a call through a binding costs: one that does next to nothing, one that fails, and those of the event loop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class LibcCalls {
    private static final int MEMORY = 64;

    @Param({"ffm", "jna"})
    public String binding;

    private ClockCalls clocks;
    private PosixQueueCalls queues;
    private EpollCalls epolls;
    private NativeMemory memory;
    private int epoll;

    @Setup
    public void open() {
        System.setProperty(LibcSelection.PROPERTY, binding);
        clocks = Libc.get().clocks();
        queues = Libc.get().posixQueues();
        epolls = Libc.get().epoll();
        memory = NativeMemory.allocate(MEMORY);
        epoll = epolls.epollCreate1(EpollConstants.EPOLL_CLOEXEC);
    }

    @TearDown
    public void close() {
        Libc.get().files().close(epoll);
    }

    @Benchmark
    public int clockGettime() {
        return kept(clocks.clockGettime(ClockConstants.CLOCK_MONOTONIC, memory.address()));
    }

    @Benchmark
    public int callThatFails() {
        return kept(queues.mqGetattr(-1, memory.address()));
    }

    @Benchmark
    public int epollWaitWithoutEvents() {
        return kept(epolls.epollWait(epoll, memory.address(), 1, 0));
    }

    private int kept(int result) {
        memory.keepAlive();
        return result;
    }
}
