package io.sluice.reactor.sharedmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.mapping.SharedWord;
import io.sluice.reactor.Probe;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.NeedsPromptFaults;
import io.sluice.testing.TestQueues;
import io.sluice.testing.Waiters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class WordWatcherTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = TestQueues.PREFIX + "watched-" + COUNT.incrementAndGet();
    private SharedMemory shared;
    private SharedWord word;
    private WordWatcher watcher;

    @BeforeEach
    void create() {
        shared = SharedMemory.builder(name).size(4096).create();
        word = shared.memory().word(64);
        watcher = WordWatcher.create(word);
    }

    @AfterEach
    void unlink() {
        shared.close();
        SharedMemory.unlink(name);
    }

    private void change() {
        word.getAndAdd(1);
        word.wake(Integer.MAX_VALUE);
    }

    @Test
    void changesComeWithTheNumberThatWasSkipped() {
        Probe<WordChange> probe = Probe.of(watcher.changes(), 1);
        Waiters.awaitBusy(1);
        change();
        probe.awaitReceived(1);
        Waiters.awaitBusy(0);
        change();
        change();
        change();
        probe.request(1);
        probe.awaitReceived(2);
        assertThat(probe.received()).containsExactly(new WordChange(1, 0), new WordChange(4, 2));
        probe.cancel();
    }

    @Test
    void aNumberThatWrapsAroundSkipsNothing() {
        word.set(-1);
        Probe<WordChange> probe = Probe.of(watcher.changes(), 2);
        Waiters.awaitBusy(1);
        change();
        probe.awaitReceived(1);
        assertThat(probe.received()).containsExactly(new WordChange(0, 0));
        probe.cancel();
    }

    @Test
    void whatACProgramChangesIsCountedWhole() {
        try (SharedMemory first = SharedMemory.builder(name + "c").size(64).create()) {
            WordWatcher counted = WordWatcher.create(first.memory().word(0));
            AtomicInteger seen = new AtomicInteger();
            Probe<WordChange> probe = Probe.of(counted.changes(), Long.MAX_VALUE, (self, change) -> {
                assertThat(seen.addAndGet(Math.toIntExact(change.skipped() + 1)))
                        .isEqualTo(change.value());
            });
            try (RunningProgram peer = CProgram.of("word_peer").start(name + "c", "change", 20_000)) {
                assertThat(peer.awaitExit(Bounds.SOON).status()).isZero();
            }
            Bounds.await("the last change").until(() -> seen.get() == 20_000);
            probe.cancel();
        } finally {
            SharedMemory.unlink(name + "c");
        }
    }

    @Test
    void oneChangeIsAwaitedForATime() {
        StepVerifier.create(watcher.awaitChange(0, Duration.ofMillis(50))).verifyComplete();
        StepVerifier.create(watcher.awaitChange(0, Duration.ofSeconds(10)))
                .then(this::change)
                .expectNext(1)
                .verifyComplete();
        StepVerifier.create(watcher.awaitChange(0, Duration.ZERO)).expectNext(1).verifyComplete();
        StepVerifier.create(watcher.awaitChange(1, Duration.ZERO)).verifyComplete();
        StepVerifier.create(watcher.awaitChange(7)).expectNext(1).verifyComplete();
        assertThatIllegalArgumentException().isThrownBy(() -> watcher.awaitChange(0, Duration.ofNanos(-1)));
    }

    @Test
    void aCancelFreesTheThreadBeforeItReturns() {
        Probe<WordChange> probe = Probe.of(watcher.changes(), 1);
        Waiters.awaitBusy(1);
        probe.cancel();
        change();
        Waiters.awaitBusy(0);
        assertThat(probe.received()).isEmpty();
        assertThat(probe.hasEnded()).isFalse();
    }

    @Test
    void theCloseOfTheMemoryCompletesStreamsWithAndWithoutDemand() {
        Probe<WordChange> waiting = Probe.of(watcher.changes(), 1);
        Probe<WordChange> idle = Probe.of(watcher.changes(), 0);
        Waiters.awaitBusy(1);
        shared.close();
        assertThat(waiting.awaitEnd()).isNull();
        assertThat(idle.awaitEnd()).isNull();
        assertThat(Probe.of(watcher.changes(), 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(Probe.of(watcher.awaitChange(0), 1).awaitEnd()).isInstanceOf(ClosedHandleException.class);
    }

    @Test
    void aStopCompletesStreamsAndLeavesTheMemoryOpen() {
        Probe<WordChange> waiting = Probe.of(watcher.changes(), 1);
        Waiters.awaitBusy(1);
        watcher.stop();
        assertThat(waiting.awaitEnd()).isNull();
        assertThat(Probe.of(watcher.changes(), 1).awaitEnd()).isNull();
        assertThat(shared.memory().isOpen()).isTrue();
    }

    @Test
    @NeedsPromptFaults
    void memoryThatIsCutOffFailsTheStream() throws IOException {
        Probe<WordChange> waiting = Probe.of(watcher.changes(), 1);
        Waiters.awaitBusy(1);
        try (FileChannel channel = FileChannel.open(Path.of("/dev/shm" + name), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        assertThat(waiting.awaitEnd())
                .isInstanceOf(ErrnoException.class)
                .hasMessageContaining("cut off")
                .extracting(error -> ((ErrnoException) error).errno())
                .isEqualTo(Errno.EFAULT);
    }
}
