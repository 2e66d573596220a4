package io.sluice.semaphore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.Conforms;
import io.sluice.testing.NeedsPromptFaults;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A semaphore by its name, beside C programs that have it by {@code sem_open}. */
class PosixSemaphoreTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int GREATEST = Integer.MAX_VALUE;
    private static final int HELD_BY_A_WAITER = 4;
    private static final int LONGEST_NAME = 251;
    private static final String DRAFT = "/[0-9a-z]{1,6}";

    private final String name = TestQueues.PREFIX + "semaphore-" + COUNT.incrementAndGet();
    private final Path file = Path.of("/dev/shm/sem." + name.substring(1));

    @AfterEach
    void unlink() throws IOException {
        Files.deleteIfExists(file);
    }

    private PosixSemaphore create(int value) {
        return PosixSemaphore.builder(name).value(value).create();
    }

    private RunningProgram peer() {
        return CProgram.of("sem_peer").start(name);
    }

    private static String answer(RunningProgram peer, String line) {
        peer.say(line);
        return peer.line();
    }

    private int waiters() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, HELD_BY_A_WAITER, 1)
                    .get(0);
        }
    }

    private void awaitWaiters(int count) {
        Bounds.await(count + " waiters").until(() -> waiters() == count);
    }

    @Test
    @Conforms({
        "sem_open 1-1",
        "sem_open 1-2",
        "sem_open 1-4",
        "sem_open 2-2",
        "sem_open 8",
        "sem_open 11",
        "sem_open 14",
        "sem_post 1-2",
        "sem_post 4-1",
        "sem_wait 3-1",
        "sem_wait 5-1",
        "sem_wait 9",
        "sem_wait 11-1",
        "sem_wait 12-1",
        "sem_getvalue 1-1",
        "sem_getvalue 2-1",
        "sem_getvalue 4-1"
    })
    void permitsGoToAndFroBetweenJavaAndC() {
        try (PosixSemaphore semaphore = create(2);
                RunningProgram peer = peer()) {
            assertThat(semaphore.wasCreated()).isTrue();
            assertThat(answer(peer, "open")).isEqualTo("opened");
            assertThat(answer(peer, "value")).isEqualTo("2");
            assertThat(semaphore.tryWait()).isTrue();
            assertThat(answer(peer, "wait")).isEqualTo("took");
            assertThat(semaphore.value()).isZero();
            assertThat(semaphore.tryWait()).isFalse();
            assertThat(answer(peer, "try")).isEqualTo("none");
            assertThat(answer(peer, "post")).isEqualTo("posted");
            semaphore.post();
            assertThat(answer(peer, "value")).isEqualTo("2");
        }
    }

    @Test
    @Conforms({"sem_open 10-1", "sem_getvalue 1-1"})
    void aSemaphoreThatACProgramMadeIsOpened() {
        try (RunningProgram peer = peer()) {
            assertThat(answer(peer, "create 7")).isEqualTo("created");
            try (PosixSemaphore semaphore =
                    PosixSemaphore.builder(name).value(3).openOrCreate()) {
                assertThat(semaphore.wasCreated()).isFalse();
                assertThat(semaphore.value()).isEqualTo(7);
                assertThat(PosixSemaphore.list()).contains(name);
            }
        }
    }

    @Test
    @Conforms({"sem_wait 13-1", "sem_post 1-1", "sem_getvalue 2-2"})
    void aWaiterIsWokenUpByACProgram() {
        try (PosixSemaphore semaphore = create(0);
                RunningProgram peer = peer()) {
            assertThat(answer(peer, "open")).isEqualTo("opened");
            RecordedWait<Void> wait = new RecordedWait<>();
            semaphore.blockingWait(wait);
            awaitWaiters(1);
            assertThat(wait.hasEnded()).isFalse();
            assertThat(semaphore.value()).isZero();
            assertThat(answer(peer, "post")).isEqualTo("posted");
            assertThat(wait.await().wasDone()).isTrue();
            assertThat(semaphore.value()).isZero();
            awaitWaiters(0);
        }
    }

    @Test
    @Conforms({"sem_post 1-1", "sem_post 2-1", "sem_post 7-1"})
    void aCProgramThatWaitsIsWokenUp() {
        try (PosixSemaphore semaphore = create(0);
                RunningProgram peer = peer()) {
            assertThat(answer(peer, "open")).isEqualTo("opened");
            peer.say("wait");
            awaitWaiters(1);
            peer.awaitAsleep();
            semaphore.post();
            assertThat(peer.line()).isEqualTo("took");
            assertThat(semaphore.value()).isZero();
            assertThat(answer(peer, "timed 10")).isEqualTo("none");
        }
    }

    @Test
    @Conforms({
        "sem_open 1-3",
        "sem_wait 1-1",
        "sem_timedwait 1-1",
        "sem_timedwait 2-1",
        "sem_timedwait 2-2",
        "sem_timedwait 3-1",
        "sem_timedwait 4-1",
        "sem_timedwait 6-1",
        "sem_timedwait 7-1",
        "sem_timedwait 11-1"
    })
    void aWaitEndsWithItsTimeoutAndTakesNothing() {
        try (PosixSemaphore semaphore = create(0)) {
            long begun = System.nanoTime();
            RecordedWait<Void> wait = new RecordedWait<>();
            semaphore.blockingWait(Duration.ofMillis(20), wait);
            assertThat(wait.await().cause()).isNotNull();
            assertThat(wait.cause().errno()).isEqualTo(Errno.ETIMEDOUT);
            assertThat(System.nanoTime() - begun)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
            awaitWaiters(0);
            RecordedWait<Void> over = new RecordedWait<>();
            semaphore.blockingWait(Duration.ZERO, over);
            assertThat(over.await().cause()).hasMessageContaining("ETIMEDOUT");
            semaphore.post();
            assertThat(semaphore.value()).isEqualTo(1);
            RecordedWait<Void> atOnce = new RecordedWait<>();
            semaphore.blockingWait(Duration.ZERO, atOnce);
            assertThat(atOnce.await().wasDone()).isTrue();
            RecordedWait<Void> forEver = new RecordedWait<>();
            semaphore.blockingWait(Duration.ofSeconds(Long.MAX_VALUE), forEver);
            awaitWaiters(1);
            semaphore.post();
            assertThat(forEver.await().wasDone()).isTrue();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> semaphore.blockingWait(Duration.ofNanos(-1), new RecordedWait<>()));
        }
    }

    @Test
    @Conforms({"sem_wait 7-1", "sem_wait 13-1", "sem_timedwait 9-1", "sem_getvalue 5-1"})
    void anInterruptedWaitTakesNothing() {
        try (PosixSemaphore semaphore = create(0)) {
            for (int i = 0; i < 100; i++) {
                RecordedWait<Void> wait = new RecordedWait<>();
                KernelWait begun =
                        i % 2 == 0 ? semaphore.blockingWait(wait) : semaphore.blockingWait(Bounds.SOON, wait);
                begun.interruptAndAwait();
                semaphore.post();
                assertThat(wait.await().cause()).isNull();
                assertThat(semaphore.value()).isEqualTo(wait.wasDone() ? 0 : 1);
                assertThat(semaphore.tryWait()).isEqualTo(!wait.wasDone());
            }
            awaitWaiters(0);
        }
    }

    @Test
    @Conforms({"sem_close 1-1", "sem_close 4", "sem_open 9"})
    void aCloseEndsTheWaitsAndLeavesTheSemaphoreToOthers() {
        PosixSemaphore semaphore = create(0);
        RecordedWait<Void> wait = new RecordedWait<>();
        semaphore.blockingWait(wait);
        awaitWaiters(1);
        semaphore.close();
        semaphore.close();
        assertThat(wait.await().cause()).isInstanceOf(ClosedHandleException.class);
        awaitWaiters(0);
        assertThat(semaphore.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(semaphore::tryWait);
        assertThatExceptionOfType(ClosedHandleException.class).isThrownBy(semaphore::value);
        assertThatExceptionOfType(ClosedHandleException.class)
                .isThrownBy(() -> semaphore.blockingWait(new RecordedWait<>()));
        try (PosixSemaphore again = PosixSemaphore.builder(name).open()) {
            again.post();
            assertThat(again.value()).isEqualTo(1);
        }
    }

    @Test
    void aPermitThatWasTakenBeforeTheCloseCanBeGivenBackAfterIt() {
        try (RunningProgram peer = peer()) {
            assertThat(answer(peer, "create 1")).isEqualTo("created");
            PosixSemaphore semaphore = PosixSemaphore.builder(name).open();
            assertThat(semaphore.tryWait()).isTrue();
            semaphore.close();
            peer.say("wait");
            awaitWaiters(1);
            semaphore.post();
            assertThat(peer.line()).isEqualTo("took");
            assertThat(answer(peer, "value")).isEqualTo("0");
        }
    }

    @Test
    @Conforms("sem_open 11")
    void theModeIsExactWhateverTheUmask() throws IOException {
        PosixSemaphore.builder(name).mode(0666).create().close();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixSemaphore.builder(name).mode(01777));
    }

    @Test
    @Conforms({"sem_open 2-1", "sem_open 4-1"})
    void aNameThatIsTakenIsNotCreatedAndLeavesNoDraft() {
        create(1).close();
        List<String> before = PosixSemaphore.list();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> create(1))
                .withMessageContaining("EEXIST")
                .withMessageContaining("open it, or unlink it first");
        assertThat(PosixSemaphore.list()).contains(name);
        List<String> drafts = PosixSemaphore.list().stream()
                .filter(each -> each.matches(DRAFT) && !before.contains(each))
                .toList();
        // Other JVMs create semaphores, too. Their drafts are gone in a moment.
        Bounds.await("the end of the drafts").until(() -> Collections.disjoint(PosixSemaphore.list(), drafts));
    }

    @Test
    @Conforms({"sem_open 6-1", "sem_unlink 1-1", "sem_unlink 4-1", "sem_unlink 4-2", "sem_unlink 8"})
    void aNameThatIsGoneIsSaidSo() {
        create(1).close();
        PosixSemaphore.unlink(name);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixSemaphore.builder(name).open())
                .withMessageContaining("ENOENT");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixSemaphore.unlink(name))
                .withMessageContaining("There is no semaphore of this name");
    }

    @Test
    @Conforms({"sem_post 3", "sem_wait 6", "sem_timedwait 5", "sem_getvalue 3"})
    void anEmptyFileIsAnErrorAndNoDeadJvm() throws IOException {
        Files.createFile(file);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixSemaphore.builder(name).open())
                .withMessageContaining("EINVAL")
                .withMessageContaining("has 0 bytes, and a semaphore has 32");
        assertThat(Files.size(file)).isZero();
    }

    @Test
    void whatIsNoFileWithBytesIsNoSemaphore() throws IOException {
        Files.createDirectory(file);
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixSemaphore.builder(name).open())
                .withMessageContaining("EISDIR");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/shm"));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> PosixSemaphore.builder(name).open())
                .withMessageContaining("is a symbolic link");
    }

    @Test
    @NeedsPromptFaults
    void aSemaphoreThatIsCutOffIsAnError() throws IOException {
        try (PosixSemaphore semaphore = create(0)) {
            RecordedWait<Void> before = new RecordedWait<>();
            semaphore.blockingWait(before);
            awaitWaiters(1);
            before.begun().interruptAndAwait();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            RecordedWait<Void> behind = new RecordedWait<>();
            semaphore.blockingWait(behind);
            assertThat(behind.await().cause()).hasMessageContaining("EFAULT");
        }
    }

    @Test
    @Conforms("sem_open 12")
    void moreThanTheGreatestValueIsAnError() {
        try (PosixSemaphore semaphore = create(GREATEST)) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(semaphore::post)
                    .withMessageContaining("EOVERFLOW");
            assertThat(semaphore.value()).isEqualTo(GREATEST);
        }
    }

    @Test
    @Conforms({"sem_open 5-1", "sem_open 12"})
    void aValueIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixSemaphore.builder(name).value(-1))
                .withMessage("value must not be negative, but was -1");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "printer", "/", "/a/b", "/.", "/a\0b"})
    void aBadNameIsRefused(String bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixSemaphore.builder(bad))
                .withMessageContaining("semaphore name");
    }

    @Test
    @Conforms({"sem_open 7", "sem_unlink 5-1"})
    void theLongestNameIsThatOfTheCLibrary() {
        String longest = TestQueues.PREFIX + "x".repeat(LONGEST_NAME + 1 - TestQueues.PREFIX.length());
        PosixSemaphore.builder(longest).create().close();
        PosixSemaphore.unlink(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixSemaphore.builder(longest + "x"))
                .withMessageContaining("no more than 251 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixSemaphore.unlink(longest + "x"))
                .withMessageContaining("no more than 251 bytes");
    }
}
