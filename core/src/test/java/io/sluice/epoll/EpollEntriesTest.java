package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.Libc;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.DescriptorNumbers;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the kernel itself says is in the epoll instances of this process. */
class EpollEntriesTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void aDescriptorHasOneEntryWhoeverIsInterestedAndNoneAfterwards() {
        PosixMessageQueue queue = queues.create(1, 8);
        int number = DescriptorNumbers.of(queue);
        RecordingHandler reader = new RecordingHandler().on(loop, queue, Interest.NONE);
        assertThat(EpollEntries.of(number)).as("no interest yet").isEmpty();
        LoopProbe.run(loop, () -> reader.registration.interest(Interest.READ));
        RecordingHandler writer = new RecordingHandler().on(loop, queue, Interest.WRITE);
        assertThat(EpollEntries.of(number)).hasSize(1);
        LoopProbe.run(loop, () -> {
            reader.registration.cancel();
            writer.registration.cancel();
        });
        assertThat(EpollEntries.of(number)).isEmpty();
    }

    /** Level-triggered readiness that nobody wants would wake the loop for ever. */
    @Test
    void aQueueThatNobodyWantsToHearOfIsNoLongerAskedFor() {
        PosixMessageQueue queue = queues.create(1, 8);
        int number = DescriptorNumbers.of(queue);
        RecordingHandler handler = new RecordingHandler().on(loop, queue, Interest.READ);
        LoopProbe.run(loop, () -> handler.registration.interest(Interest.NONE));
        assertThat(queue.trySend(PosixMessage.ofText("x"))).isTrue();
        Bounds.await("a mask of errors and hang-ups alone, which cannot be taken off")
                .untilAsserted(() -> assertThat(EpollEntries.of(number))
                        .hasSize(1)
                        .allMatch(entry -> entry.matches(".* events:\\s+18 .*")));
        assertThat(handler.ready).hasValue(0);
    }

    /** The kernel keeps the entry as long as any duplicate is open, and would report it again and again. */
    @Test
    void aClosedDescriptorLeavesNoEntryEvenWhileADuplicateIsOpen() {
        PosixMessageQueue queue = queues.create(1, 8);
        int number = DescriptorNumbers.of(queue);
        RecordingHandler handler = new RecordingHandler().on(loop, queue, Interest.READ);
        assertThat(EpollEntries.of(number)).hasSize(1);
        int duplicate = NativeLibrary.getInstance("c").getFunction("dup").invokeInt(new Object[] {number});
        try (OwnedFd open = OwnedFd.of(Libc.get().files(), duplicate, "duplicate")) {
            assertThat(open.isOpen()).isTrue();
            queue.close();
            assertThat(EpollEntries.of(number)).isEmpty();
            assertThat(LoopProbe.get(handler.cause)).isNull();
        }
    }
}
