package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.junit.RunningProgram;
import io.sluice.memory.NativeMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The calls that give something back, or wake a thread up: with a full heap they must be made, and nobody makes them again. */
class ObjectFreeCallsTest {
    private static final int CALLS = 1_000;

    /** In a JVM that only interprets: one that optimizes leaves objects out at times, but not from the start on. */
    @Test
    void noneOfThemMakesAnObject() {
        try (RunningProgram jvm = new ForkedJvm().flags("-Xint").start(CountBytes.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output()).isEqualTo("""
                    close: 0
                    munmap: 0
                    shmdt: 0
                    tgkill: 0
                    sigaction: 0
                    futexWake: 0
                    """);
            assertThat(exit.status()).isZero();
        }
    }

    static final class CountBytes {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private CountBytes() {}

        public static void main(String[] arguments) {
            FileCalls files = Libc.get().files();
            MemoryCalls memory = Libc.get().memory();
            SysvMemoryCalls segments = Libc.get().sysvMemory();
            SignalCalls signals = Libc.get().signals();
            print("close", () -> files.close(-1));
            print("munmap", () -> memory.munmap(1, 1));
            print("shmdt", () -> segments.shmdt(0));
            print("tgkill", () -> signals.tgkill(0, 0, 0));
            NativeMemory word = NativeMemory.allocate(Integer.BYTES);
            print("sigaction", () -> signals.sigaction(SignalConstants.SIGRTMAX, 0, 0));
            print("futexWake", () -> Libc.get().futexes().futexWake(word.address(), 1));
            word.keepAlive();
        }

        private static void print(String name, Runnable call) {
            bytesOf(call); // classes are loaded and functions are linked
            System.out.println(name + ": " + bytesOf(call) / CALLS);
        }

        private static long bytesOf(Runnable call) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        }
    }
}
