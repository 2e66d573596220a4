package io.sluice.signal;

import io.sluice.errno.Errno;
import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the handler block signals on each thread of this process: a signal for the process goes to any thread that does not
 * block it. A new thread has the mask of the thread that has started it.
 */
final class ThreadPriming {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** A start of a thread is over long before. Who blocks everything and does not sleep after that is taken to do so for good. */
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    /** A thread may start another one between two looks. */
    private static final int LOOKS = 2;

    private final SignalCalls calls = Libc.get().signals();
    private final int pid = (int) ProcessHandle.current().pid();
    private final NativeMemory primer = NativeMemory.allocate(SignalLayouts.SIGINFO_SIZE);

    private int lastError;
    private int lastThread;
    private int lastSignal;

    private ThreadPriming() {}

    /** Returns when each thread blocks all of the signals. Bit 0 is signal 1. */
    static void blockEverywhere(long signals) throws IOException {
        new ThreadPriming().prime(signals);
    }

    private void prime(long signals) throws IOException {
        long begin = System.nanoTime();
        int settledLooks = 0;
        while (settledLooks < LOOKS) {
            boolean startsAreOver = System.nanoTime() - begin > START_NANOS;
            settledLooks = primeThose(signals, startsAreOver) ? settledLooks + 1 : 0;
            if (settledLooks == 0) {
                if (startsAreOver && System.nanoTime() - begin > PATIENCE_NANOS) {
                    throw refused();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private boolean primeThose(long signals, boolean startsAreOver) throws IOException {
        // Where as many signals are pending as may be, the kernel refuses a real-time one. A standard one it delivers
        // without saying who has sent it, and nobody could tell it from one that is to be caught.
        boolean full =
                PendingSignals.of("self").filter(PendingSignals::isLimitReached).isPresent();
        ThreadMasks.Look look = ThreadMasks.lookAtAll();
        boolean settled = look.whole() || startsAreOver;
        for (ThreadMasks thread : look.threads()) {
            settled &= (signals & ~(startsAreOver ? thread.primed() : thread.settled())) == 0;
            long open = signals & ~thread.primed();
            while (open != 0) {
                prime(thread.threadId(), Long.numberOfTrailingZeros(open) + 1, full);
                open &= open - 1;
            }
        }
        return settled;
    }

    private void prime(int threadId, int number, boolean full) {
        lastError = full ? Errno.EAGAIN.number() : send(threadId, number);
        lastThread = threadId;
        lastSignal = number;
    }

    /** 0, or the error. */
    private int send(int threadId, int number) {
        primer.bytes().putInt(SignalLayouts.SIGINFO_SIGNO, number);
        primer.bytes().putInt(SignalLayouts.SIGINFO_CODE, HandlerCode.PRIMER);
        int result = calls.rtTgsigqueueinfo(pid, threadId, number, primer.address());
        primer.keepAlive();
        return -result;
    }

    private CaptureRefusedException refused() {
        String reason = lastError == Errno.EAGAIN.number()
                ? "RLIMIT_SIGPENDING: too many signals are pending for this user (ulimit -i), so that its threads cannot be"
                        + " made to block it."
                : "Thread " + lastThread + " of this process does not block it, "
                        + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " seconds after it was made to.";
        return new CaptureRefusedException(Signal.of(lastSignal), reason, null);
    }
}
