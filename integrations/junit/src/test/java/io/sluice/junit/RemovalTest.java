package io.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.ring.Ring;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class RemovalTest {
    private static final List<String> NAMES = new ArrayList<>();
    private static final List<IpcKey> KEYS = new ArrayList<>();
    private static final List<Path> PATHS = new ArrayList<>();
    private static final List<AutoCloseable> SHARED = new ArrayList<>();

    @BeforeEach
    void forget() {
        NAMES.clear();
        KEYS.clear();
        PATHS.clear();
        SHARED.clear();
    }

    @LinuxIpc
    static class OneOfEachKind {
        @Test
        void runs(
                PosixMessageQueue queue,
                PosixSemaphore semaphore,
                SharedMemory memory,
                Ring ring,
                SysvMessageQueue sysvQueue,
                SysvSemaphoreSet set,
                SysvSharedMemory sysvMemory,
                @FifoFile Path fifo,
                IpcScope scope)
                throws Exception {
            NAMES.addAll(List.of(queue.name(), semaphore.name(), memory.name(), ring.name()));
            KEYS.addAll(List.of(sysvQueue.key(), set.key(), sysvMemory.key()));
            PATHS.addAll(List.of(fifo, Files.writeString(scope.path(), "made by the test")));
        }
    }

    @Test
    void whatATestHadIsGoneAfterIt() {
        TestRun run = TestRun.of(OneOfEachKind.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(1);
        assertThat(NAMES).hasSize(4).noneMatch(existingNames()::contains);
        assertThat(KEYS).hasSize(3).noneMatch(existingKeys()::contains);
        assertThat(PATHS).hasSize(2).allSatisfy(path -> assertThat(path).doesNotExist());
        assertThat(PATHS.get(0).getParent()).doesNotExist();
    }

    @LinuxIpc
    static class FailsWithObjectsOfAPeer {
        @Test
        void fails(IpcScope scope) {
            String name = scope.name();
            NAMES.add(name);
            PosixMessageQueue.builder(name).create().close(); // as by another process
            KEYS.add(scope.key());
            SysvMessageQueue.builder(KEYS.get(0)).create().close();
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void whatIsUnderANameOfTheScopeIsRemovedAfterAFailureToo() {
        TestRun run = TestRun.of(FailsWithObjectsOfAPeer.class);
        assertThat(run.failures()).containsExactly("on purpose");
        assertThat(NAMES).hasSize(1).noneMatch(existingNames()::contains);
        assertThat(KEYS).hasSize(1).noneMatch(existingKeys()::contains);
    }

    @LinuxIpc
    static class SharesAQueue {
        @BeforeAll
        static void take(PosixMessageQueue queue) {
            SHARED.add(queue);
        }

        @Test
        void isOpenInTheFirst() {
            assertThat(((PosixMessageQueue) SHARED.get(0)).isOpen()).isTrue();
        }

        @Test
        void isOpenInTheSecond() {
            assertThat(((PosixMessageQueue) SHARED.get(0)).isOpen()).isTrue();
        }

        @AfterAll
        static void isStillOpen() {
            assertThat(((PosixMessageQueue) SHARED.get(0)).isOpen()).isTrue();
        }
    }

    @Test
    void whatBeforeAllHadIsClosedAfterTheClass() {
        TestRun run = TestRun.of(SharesAQueue.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(2);
        assertThat(((PosixMessageQueue) SHARED.get(0)).isOpen()).isFalse();
    }

    @LinuxIpc
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        private final PosixSemaphore semaphore;

        OneInstance(@Permits(2) PosixSemaphore semaphore) {
            this.semaphore = semaphore;
            SHARED.add(semaphore);
        }

        @Test
        void takesOne() {
            assertThat(semaphore.tryWait()).isTrue();
        }

        @Test
        void takesAnother() {
            assertThat(semaphore.tryWait()).isTrue();
        }
    }

    @Test
    void anInstanceForAllTestsKeepsWhatItsConstructorGot() {
        TestRun run = TestRun.of(OneInstance.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(2);
        assertThat(((PosixSemaphore) SHARED.get(0)).isOpen()).isFalse();
    }

    private static List<String> existingNames() {
        List<String> names = new ArrayList<>(PosixSemaphore.list());
        try (QueueFolder queues = QueueFolder.open()) {
            names.addAll(queues.names());
        }
        names.addAll(SharedMemory.list());
        return names;
    }

    private static List<IpcKey> existingKeys() {
        List<IpcKey> keys = new ArrayList<>();
        SysvMessageQueue.list().forEach(queue -> keys.add(queue.key()));
        SysvSemaphoreSet.list().forEach(set -> keys.add(set.key()));
        SysvSharedMemory.list().forEach(memory -> keys.add(memory.key()));
        return keys;
    }
}
