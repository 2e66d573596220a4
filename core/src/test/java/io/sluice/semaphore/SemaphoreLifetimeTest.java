package io.sluice.semaphore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What opening it again, closing it and unlinking its name do to a semaphore, and what they leave as it was. */
class SemaphoreLifetimeTest {
    private final String name = TestQueues.PREFIX + "semaphore-lifetime";
    private final Path file = Path.of("/dev/shm/sem." + name.substring(1));

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(file);
    }

    private PosixSemaphore create(int value) {
        return PosixSemaphore.builder(name).value(value).create();
    }

    @Test
    @Conforms("sem_open 15-1")
    void twoHandlesOfOneProcessAreTheSameSemaphore() {
        try (PosixSemaphore first = create(0)) {
            PosixSemaphore second = PosixSemaphore.builder(name).open();
            first.post();
            assertThat(second.value()).isEqualTo(1);
            assertThat(second.tryWait()).isTrue();
            assertThat(first.tryWait()).isFalse();
            second.close();
            first.post();
            assertThat(first.value()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedThreadCreatesAndOpensASemaphoreAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try (PosixSemaphore created = create(1);
                PosixSemaphore opened = PosixSemaphore.builder(name).open()) {
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            created.post();
            assertThat(opened.value()).isEqualTo(2);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    @Conforms({"sem_close 3-1", "sem_close 3-2"})
    void aCloseLeavesNameAndValue() {
        PosixSemaphore semaphore = create(2);
        assertThat(semaphore.tryWait()).isTrue();
        semaphore.close();
        try (PosixSemaphore again = PosixSemaphore.builder(name).value(3).openOrCreate()) {
            assertThat(again.wasCreated()).isFalse();
            assertThat(again.value()).isEqualTo(1);
        }
    }

    @Test
    @Conforms("sem_close 2-1")
    void aCloseGivesTheDescriptorBack() throws IOException {
        create(1).close();
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).open()) {
            assertThat(semaphore.isOpen()).isTrue();
            assertThat(descriptors()).isEqualTo(1);
        }
        assertThat(descriptors()).isZero();
    }

    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(this::leadsHere).count();
        }
    }

    private boolean leadsHere(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    @Conforms({"sem_unlink 2-1", "sem_unlink 2-2", "sem_unlink 6-1", "sem_unlink 7-1", "sem_unlink 9-1"})
    void anUnlinkedSemaphoreLivesOnForThoseWhoHaveIt() {
        try (PosixSemaphore old = create(0);
                RunningProgram peer = CProgram.of("sem_peer").start(name)) {
            peer.say("open");
            peer.awaitLine("opened");
            RecordedWait<Void> wait = new RecordedWait<>();
            old.blockingWait(wait);
            BlockedThreads.await(1);
            PosixSemaphore.unlink(name);
            assertThat(wait.hasEnded()).isFalse();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> PosixSemaphore.builder(name).open())
                    .withMessageContaining("ENOENT");
            try (PosixSemaphore anew = create(5)) {
                peer.say("post");
                peer.awaitLine("posted");
                assertThat(wait.await().wasDone()).isTrue();
                peer.say("wait");
                peer.awaitAsleep();
                old.post();
                peer.awaitLine("took");
                assertThat(old.value()).isZero();
                assertThat(anew.value()).isEqualTo(5);
            }
        }
    }
}
