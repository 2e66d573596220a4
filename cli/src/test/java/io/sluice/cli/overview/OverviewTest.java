package io.sluice.cli.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.junit.RunningProgram;
import io.sluice.pipe.Fifo;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.SysvTestSegments;
import io.sluice.testing.SysvTestSets;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The overview of objects that C programs hold and wait for. */
class OverviewTest {
    private static final String NAME = TestQueues.PREFIX + "overview";
    private static final Path SEMAPHORE = Path.of("/dev/shm/sem." + NAME.substring(1));

    @RegisterExtension
    final SysvTestQueues queues = new SysvTestQueues();

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    @RegisterExtension
    final SysvTestSegments segments = new SysvTestSegments();

    @TempDir
    private Path folder;

    private Overview overview = new Overview(List.of());

    @AfterEach
    void removeAll() throws IOException {
        overview.close();
        Files.deleteIfExists(SEMAPHORE);
    }

    private IpcObject look(ObjectKind kind, Object name) {
        return overview.look().objects().stream()
                .filter(each ->
                        each.identity().kind() == kind && each.identity().name().equals(name.toString()))
                .findFirst()
                .orElseThrow();
    }

    private void awaitWaiter(ObjectKind kind, Object name, RunningProgram process, String call) {
        Bounds.await("waiter for " + name)
                .untilAsserted(() -> assertThat(look(kind, name).waiters().processes())
                        .extracting(ProcessUse::pid, ProcessUse::use)
                        .containsExactly(tuple(process.pid(), call)));
    }

    private static List<String> uses(IpcObject object, RunningProgram process) {
        FoundProcesses holders = object.holders();
        assertThat(holders).isNotNull();
        return holders.processes().stream()
                .filter(each -> each.pid() == process.pid())
                .map(ProcessUse::use)
                .toList();
    }

    @Test
    void aSystemVQueueShowsItsBytesAndWhoWaitsInIt() {
        SysvMessageQueue queue = queues.create();
        assertThat(queue.trySend(SysvMessage.ofText(7, "hello"))).isTrue();
        IpcObject now = look(ObjectKind.SYSV_QUEUE, queue.id());
        assertThat(now.fill().messages()).isEqualTo(1);
        assertThat(now.fill().used()).isEqualTo(5);
        assertThat(now.fill().limit()).isEqualTo(queue.status().maxBytes());
        assertThat(now.identity().key()).isEqualTo(String.valueOf(queue.key()));
        assertThat(now.lastSendTime()).isNotNull();
        assertThat(now.holders()).isNull();

        try (RunningProgram receiver = CProgram.of("sysv_receive").start(queue.id(), 3, "none", 1, 16, 1, 1, 1)) {
            awaitWaiter(ObjectKind.SYSV_QUEUE, queue.id(), receiver, "msgrcv");
        }
        assertThat(look(ObjectKind.SYSV_QUEUE, queue.id()).waiters().processes())
                .isEmpty();
    }

    @Test
    void theSecondLookHasTheLeastThatCameAndWent() {
        SysvMessageQueue queue = queues.create();
        assertThat(look(ObjectKind.SYSV_QUEUE, queue.id()).rates()).isNull();
        assertThat(queue.trySend(SysvMessage.ofText(1, "a"))).isTrue();
        assertThat(queue.trySend(SysvMessage.ofText(1, "b"))).isTrue();
        LeastRates rates = look(ObjectKind.SYSV_QUEUE, queue.id()).rates();
        assertThat(rates).isNotNull();
        assertThat(rates.in()).isPositive();
        assertThat(rates.out()).isZero();
    }

    @Test
    void aSemaphoreShowsItsPermitsItsHoldersAndItsWaiters() {
        try (RunningProgram peer = CProgram.of("sem_peer").start(NAME)) {
            assertThat(peer.ask("create 2")).isEqualTo("created");
            IpcObject now = look(ObjectKind.POSIX_SEMAPHORE, NAME);
            assertThat(now.fill().used()).isEqualTo(2);
            assertThat(now.fill().limit()).isNull();
            assertThat(uses(now, peer)).containsExactly("mapped"); // sem_open closes the descriptor
            assertThat(peer.ask("wait")).isEqualTo("took");
            assertThat(peer.ask("wait")).isEqualTo("took");
            assertThat(look(ObjectKind.POSIX_SEMAPHORE, NAME).fill().used()).isZero();
            peer.say("wait");
            awaitWaiter(ObjectKind.POSIX_SEMAPHORE, NAME, peer, "futex");
        }
    }

    @Test
    void aSetShowsItsPermitsAndHowManyWait() {
        SysvSemaphoreSet set = sets.create(3, 0);
        try (RunningProgram peer = CProgram.of("sysvsem_peer").start(set.key().value())) {
            assertThat(peer.ask("open")).isEqualTo("opened");
            peer.say("op - 1:-1");
            awaitWaiter(ObjectKind.SYSV_SEMAPHORES, set.id(), peer, "semop");
            IpcObject now = look(ObjectKind.SYSV_SEMAPHORES, set.id());
            assertThat(now.fill().used()).isEqualTo(3);
            assertThat(now.waiters().text()).isEqualTo("1"); // counted by the kernel, whoever can be seen
        }
    }

    @Test
    void aSegmentShowsWhoHasItAttached() {
        SysvSharedMemory segment = segments.create(4096);
        try (RunningProgram peer =
                CProgram.of("sysvshm_peer").start(segment.key().value())) {
            assertThat(peer.ask("open")).isEqualTo("opened");
            assertThat(look(ObjectKind.SYSV_MEMORY, segment.id()).holders())
                    .isNotNull()
                    .extracting(FoundProcesses::text)
                    .isEqualTo("0");
            assertThat(peer.ask("attach")).isEqualTo("attached");
            IpcObject now = look(ObjectKind.SYSV_MEMORY, segment.id());
            assertThat(now.fill().used()).isEqualTo(4096);
            assertThat(uses(now, peer)).containsExactly("mapped");
        }
    }

    @Test
    void aFifoShowsBothSidesAndItsBytesWhileItHasAReader() {
        Path path = folder.resolve("readings");
        Fifo.create(path);
        overview.close();
        overview = new Overview(List.of(path));
        assertThat(look(ObjectKind.FIFO, path).fill().used()).isNull();
        try (RunningProgram reader = CProgram.of("fifo_take").start(path, 100);
                RunningProgram writer = CProgram.of("fifo_say").start(path)) {
            assertThat(writer.ask("open")).isEqualTo("ok");
            awaitWaiter(ObjectKind.FIFO, path, reader, "read");
            IpcObject now = look(ObjectKind.FIFO, path);
            assertThat(now.fill().used()).isZero();
            assertThat(now.fill().limit()).isPositive();
            assertThat(uses(now, reader)).containsExactly("r");
            assertThat(uses(now, writer)).containsExactly("w");
        }
    }

    @Test
    void aLookDoesNotWakeAWriterThatWaitsForAReader() {
        Path path = folder.resolve("readings");
        Fifo.create(path);
        overview.close();
        overview = new Overview(List.of(path));
        try (RunningProgram writer = CProgram.of("fifo_say").start(path)) {
            writer.say("open");
            writer.awaitAsleep();
            for (int i = 0; i < 10; i++) {
                assertThat(look(ObjectKind.FIFO, path).fill().used()).isNull();
            }
            writer.awaitAsleep();
            assertThat(writer.output()).isEmpty();
        }
    }
}
