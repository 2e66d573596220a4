package io.sluice.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.NeedsPromptFaults;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A word on which Java and C wake each other up. */
class SharedWordTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int ALL = Integer.MAX_VALUE;

    private final String name = TestQueues.PREFIX + "word-" + COUNT.incrementAndGet();
    private final Path file = Path.of("/dev/shm" + name);
    private SharedMemory shared;
    private SharedWord word;

    @BeforeEach
    void create() {
        shared = SharedMemory.builder(name).size(4096).create();
        word = shared.memory().word(0);
    }

    @AfterEach
    void unlink() throws IOException {
        shared.close();
        Files.deleteIfExists(file);
    }

    private RunningProgram peer(String what, int number) {
        return CProgram.of("word_peer").start(name, what, number);
    }

    @Test
    void aChangeByAnotherProcessWakesUpTheWait() {
        RecordedWait<Integer> wait = new RecordedWait<>();
        word.blockingAwaitChange(0, wait);
        Waiters.awaitBusy(1);
        try (RunningProgram peer = peer("change", 1)) {
            assertThat(wait.await().messages()).containsExactly(1);
            assertThat(peer.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @Test
    @Conforms("futex_wait02")
    void aChangeHereWakesUpAnotherProcess() {
        try (RunningProgram peer = peer("await", 0)) {
            peer.awaitLine("waits");
            peer.awaitAsleep();
            word.set(-7);
            assertThat(word.wake(ALL)).isEqualTo(1);
            assertThat(peer.line()).isEqualTo("-7");
        }
    }

    @Test
    void theLastOfManyChangesIsFoundAndNoneComesTwice() {
        int changes = 20_000;
        AtomicInteger last = new AtomicInteger();
        RecordedWait<Integer> wait = new RecordedWait<>(ALL) {
            @Override
            public boolean received(Integer value) {
                assertThat(value).isGreaterThan(last.getAndSet(value));
                return true;
            }
        };
        var begun = word.blockingAwaitChange(0, wait);
        try (RunningProgram peer = peer("change", changes)) {
            assertThat(peer.awaitExit(Bounds.SOON).status()).isZero();
        }
        Bounds.await("the last value").until(() -> last.get() == changes);
        begun.interruptAndAwait();
        assertThat(wait.await().cause()).isNull();
    }

    @Test
    void aValueThatIsNotTheExpectedOneIsFoundAtOnce() {
        word.set(3);
        RecordedWait<Integer> wait = new RecordedWait<>();
        word.blockingAwaitChange(2, wait);
        assertThat(wait.await().messages()).containsExactly(3);
    }

    @Test
    void aChangeWithoutAWakeUpIsFoundAllTheSame() {
        RecordedWait<Integer> wait = new RecordedWait<>();
        word.blockingAwaitChange(0, wait);
        Waiters.awaitBusy(1);
        word.set(5);
        assertThat(wait.await().messages()).containsExactly(5);
    }

    @Test
    void asManyAreWokenUpAsWasAsked() {
        RecordedWait<Integer> first = new RecordedWait<>();
        RecordedWait<Integer> second = new RecordedWait<>();
        word.blockingAwaitChange(0, first);
        word.blockingAwaitChange(0, second);
        Waiters.awaitBusy(2);
        Bounds.await("both in the kernel").until(() -> {
            int woken = word.wake(ALL); // without a change they sleep again
            return woken == 2;
        });
        word.set(1);
        word.wake(ALL);
        assertThat(first.await().messages()).containsExactly(1);
        assertThat(second.await().messages()).containsExactly(1);
    }

    @Test
    void theCloseOfTheMemoryEndsTheWait() {
        RecordedWait<Integer> wait = new RecordedWait<>();
        AtomicInteger hooks = new AtomicInteger();
        MappedMemory memory = shared.memory();
        assertThat(memory.addCloseHook(hooks::incrementAndGet)).isTrue();
        word.blockingAwaitChange(0, wait);
        Waiters.awaitBusy(1);
        shared.close();
        assertThat(wait.await().cause()).isInstanceOf(ClosedHandleException.class);
        assertThat(hooks).hasValue(1);
        assertThat(memory.addCloseHook(hooks::incrementAndGet)).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(word::get);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(() -> word.set(1));
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(() -> word.getAndAdd(1));
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(() -> word.compareAndSet(0, 1));
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(() -> word.wake(1));
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> word.blockingAwaitChange(0, new RecordedWait<>()));
    }

    @Test
    @NeedsPromptFaults
    void aWaitOnMemoryThatIsCutOffFails() throws IOException {
        assertThat(shared.memory().isThere(0, 4096)).isTrue();
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> shared.memory().isThere(4096, 1));
        RecordedWait<Integer> wait = new RecordedWait<>();
        word.blockingAwaitChange(0, wait);
        Waiters.awaitBusy(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        assertThat(shared.memory().isThere(4095, 1)).isFalse();
        ErrnoException cause = wait.await().cause();
        assertThat(cause).isNotNull().hasMessageContaining("cut off");
        assertThat(cause.errno()).isEqualTo(Errno.EFAULT);
    }

    @Test
    void onlyAnAlignedPlaceInTheMemoryIsAWord() {
        assertThatIllegalArgumentException().isThrownBy(() -> shared.memory().word(2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> shared.memory().word(4096));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> shared.memory().word(-4));
        assertThatIllegalArgumentException().isThrownBy(() -> word.wake(0));
        assertThat(shared.memory().word(4092).offset()).isEqualTo(4092);
    }

    @Test
    void theWordIsReadWrittenAndChangedInOneStep() {
        word.set(7);
        assertThat(word.compareAndSet(6, 1)).isFalse();
        assertThat(word.compareAndSet(7, 8)).isTrue();
        assertThat(word.getAndAdd(-9)).isEqualTo(8);
        assertThat(word.get()).isEqualTo(-1);
        assertThat(word.memory()).isSameAs(shared.memory());
        assertThat(word).hasToString("the word at 0 of " + shared.memory().description());
    }

    @Test
    @Conforms("futex_wake03")
    void asManyProcessesAreWokenUpAsWasAsked() {
        List<RunningProgram> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                RunningProgram peer = peer("await", 0);
                peers.add(peer);
                peer.awaitLine("waits");
                peer.awaitAsleep();
            }
            word.set(1);
            assertThat(word.wake(2)).isEqualTo(2);
            Bounds.await("two processes that have ended")
                    .until(() -> peers.stream().filter(RunningProgram::isAlive).count() == 1);
            assertThat(word.wake(ALL)).isEqualTo(1);
            assertThat(word.wake(ALL)).isZero();
            peers.forEach(
                    peer -> assertThat(peer.awaitExit(Bounds.SOON).status()).isZero());
        } finally {
            peers.forEach(RunningProgram::close);
        }
    }

    @Test
    @Conforms("futex_wait07")
    void anInterruptEndsTheWaitWithoutAValue() {
        RecordedWait<Integer> wait = new RecordedWait<>();
        KernelWait begun = word.blockingAwaitChange(0, wait);
        Waiters.awaitBusy(1);
        begun.interruptAndAwait();
        assertThat(wait.await().messages()).isEmpty();
        assertThat(wait.cause()).isNull();
        assertThat(word.get()).isZero();
    }
}
