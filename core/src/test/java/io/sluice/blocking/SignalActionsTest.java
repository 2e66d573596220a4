package io.sluice.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.libc.Libc;
import io.sluice.libc.SignalCalls;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.memory.NativeMemory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalActionsTest {
    /** A JVM keeps the first fifteen bytes of a thread's name, or the first seven and the last six: here, half of a character. */
    @ParameterizedTest
    @ValueSource(strings = {"short", "ääääääääääää"})
    void aSignalThatThisThreadBlocksIsSomebodys(String threadName) throws Exception {
        Executor newThread = task -> new Thread(task, threadName).start();
        assertThat(CompletableFuture.supplyAsync(SignalActionsTest::userOfOneThatIsBlocked, newThread)
                        .get())
                .isEqualTo(SignalActions.User.SOMEBODY);
    }

    /** Other tests of this JVM take signals, too. */
    private static SignalActions.User userOfOneThatIsBlocked() {
        SignalCalls calls = Libc.get().signals();
        SignalActions actions = new SignalActions(calls);
        int signal = IntStream.rangeClosed(40, 64)
                .filter(number -> actions.userOf(number) == SignalActions.User.NOBODY)
                .findFirst()
                .orElseThrow();
        NativeMemory set = NativeMemory.allocate(SignalLayouts.SIGSET_SIZE);
        set.bytes().putLong(0, 1L << (signal - 1));
        assertThat(calls.pthreadSigmask(SignalConstants.SIG_BLOCK, set.address()))
                .isZero();
        set.keepAlive();
        actions.lookAtMasks();
        return actions.userOf(signal);
    }
}
