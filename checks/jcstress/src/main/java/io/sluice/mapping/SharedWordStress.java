package io.sluice.mapping;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.errno.Errno;
import io.sluice.libc.ClockLayouts;
import io.sluice.memory.NativeMemory;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who waits for a change of a word does not sleep over it. */
public class SharedWordStress {
    private static final int DISTANCE = 64;
    private static final int COUNT = 1 << 14;
    private static final int LONG_SECONDS = 20;

    private static final MappedMemory MEMORY = StressedMemory.memory(COUNT * DISTANCE);
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final NativeMemory TIMEOUT = NativeMemory.allocate(ClockLayouts.TIMESPEC_SIZE);

    static {
        TIMEOUT.bytes().putLong(ClockLayouts.TIMESPEC_SEC, LONG_SECONDS);
    }

    private SharedWordStress() {}

    @JCStressTest
    @Description(
            "A word changes while a thread goes to sleep until it does: how the sleep ends, how many were woken up.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "asleep, and woken up")
    @Outcome(
            id = "-11, 0",
            expect = ACCEPTABLE,
            desc = "the change came first, and the kernel has refused the sleep (EAGAIN)")
    @Outcome(id = "-110, .*", expect = FORBIDDEN, desc = "it has slept over the change until its timeout")
    @State
    public static class ChangeAndSleep {
        private final SharedWord word = MEMORY.word((long) (NEXT.getAndIncrement() & (COUNT - 1)) * DISTANCE);

        public ChangeAndSleep() {
            word.set(0);
        }

        @Actor
        public void sleep(II_Result result) {
            int ended = word.sleep(0, TIMEOUT.address());
            while (ended == -Errno.EINTR.number()) {
                ended = word.sleep(0, TIMEOUT.address());
            }
            result.r1 = ended;
        }

        @Actor
        public void change(II_Result result) {
            word.set(1);
            result.r2 = word.wake(1);
        }
    }
}
