package io.sluice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.ring.Ring;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.MappedFile;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LinuxIpc
class OwnObjectsTest {
    @Own
    static PosixMessageQueue ofTheClass;

    private final PosixMessageQueue ofTheConstructor;

    @Permits(2)
    private PosixSemaphore field;

    private PosixMessageQueue ofBeforeEach;

    OwnObjectsTest(@QueueShape(maxMessages = 3, maxMessageSize = 16) PosixMessageQueue queue) {
        ofTheConstructor = queue;
    }

    @BeforeEach
    void takesAQueue(PosixMessageQueue queue) {
        ofBeforeEach = queue;
    }

    @Test
    void eachQueueIsOneOfItsOwn(PosixMessageQueue first, PosixMessageQueue second) {
        assertThat(new PosixMessageQueue[] {ofTheClass, ofTheConstructor, ofBeforeEach, first, second})
                .extracting(PosixMessageQueue::name)
                .doesNotHaveDuplicates();
        assertThat(first.isOpen()).isTrue();
        assertThat(ofTheConstructor.maxMessages()).isEqualTo(3);
        assertThat(ofTheConstructor.maxMessageSize()).isEqualTo(16);
    }

    @Test
    void aFieldHasWhatItsAnnotationSays() {
        assertThat(field.value()).isEqualTo(2);
    }

    @Test
    void semaphoresHaveTheirPermits(
            PosixSemaphore one, @Permits(0) PosixSemaphore none, @Permits({3, 0}) SysvSemaphoreSet set) {
        assertThat(one.value()).isEqualTo(1);
        assertThat(none.value()).isZero();
        assertThat(set.values()).containsExactly(3, 0);
    }

    @Test
    void memoryHasItsSize(
            @Bytes(8192) SharedMemory memory,
            @Bytes(12_288) SysvSharedMemory sysvMemory,
            @Bytes(100) MappedFile file,
            @Bytes(1 << 13) Ring ring) {
        assertThat(memory.memory().size()).isEqualTo(8192);
        assertThat(sysvMemory.size()).isEqualTo(12_288);
        assertThat(file.memory().size()).isEqualTo(100);
        assertThat(ring.longestMessage()).isLessThanOrEqualTo(1 << 10);
    }

    @Test
    void aSystemVQueueHoldsItsBytes(@Bytes(64) SysvMessageQueue queue) {
        assertThat(queue.status().maxBytes()).isEqualTo(64);
    }

    @Test
    void aFifoExistsAndAPipeAndALoopAreOpen(@FifoFile Path fifo, Pipe pipe, EventLoop loop) {
        assertThat(Fifo.info(fifo)).isNotNull();
        assertThat(pipe.readEnd().isOpen()).isTrue();
        assertThat(loop.inEventLoop()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void argumentsAndObjectsMayBeMixed(int count, IpcScope scope) {
        try (PosixMessageQueue queue =
                PosixMessageQueue.builder(scope.name()).maxMessages(count).create()) {
            assertThat(queue.maxMessages()).isEqualTo(count);
        }
    }

    @Nested
    class InANestedClass {
        @Test
        void theOuterObjectsAreThereAsWell(Ring ring) {
            assertThat(ofTheConstructor.isOpen()).isTrue();
            assertThat(field.isOpen()).isTrue();
            assertThat(ring.isOpen()).isTrue();
        }
    }
}
