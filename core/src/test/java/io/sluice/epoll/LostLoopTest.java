package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.testing.Bounds;
import io.sluice.testing.CapturedLog;
import io.sluice.testing.DescriptorNumbers;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other code of the process closes the epoll descriptor of a loop, such as by closing a number of its own twice. */
class LostLoopTest {
    private final NativeDescriptors descriptors = new NativeDescriptors();
    private final CapturedLog log = new CapturedLog(EventLoop.class.getName());
    private final AdoptedDescriptor counter = AdoptedDescriptor.adopt(descriptors.counter(), "counter");

    @AfterEach
    void close() {
        log.close();
        counter.close();
        descriptors.close();
    }

    @Test
    void theSharedLoopIsReplacedAndTheLogSaysWhy() {
        EventLoop lost = EventLoop.shared();
        RecordingHandler handler = new RecordingHandler().on(lost, counter, Interest.READ);
        descriptors.closeOfAnother(EpollEntries.instanceThatWatches(DescriptorNumbers.of(counter)));
        wakeUp(lost);
        Throwable cause = LoopProbe.get(handler.cause);
        assertThat(cause)
                .isInstanceOf(RejectedExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ErrnoException.class, why -> assertThat(why.errno()).isEqualTo(Errno.EBADF));
        EventLoop next = EventLoop.shared();
        assertThat(next).isNotSameAs(lost).isSameAs(EventLoop.shared());
        RecordingHandler again = new RecordingHandler().on(next, counter, Interest.READ);
        LoopProbe.run(next, () -> again.registration.cancel());
        // The handlers are notified first, and the last tasks run then.
        Bounds.await("the end of the loop")
                .untilAsserted(() -> assertThatExceptionOfType(RejectedExecutionException.class)
                        .isThrownBy(() -> lost.execute(() -> {}))
                        .withCauseInstanceOf(ErrnoException.class));
        assertThat(log.about("EventLoop(sluice-loop) ends: it cannot wait for events any more"))
                .singleElement()
                .satisfies(line -> assertThat(line.getThrown())
                        .hasMessageContaining("Other code of this process has closed the event loop's descriptor."));
    }

    @Test
    void theNumberIsNotClosedWhereAnotherFileHasIt() {
        EventLoop lost = EventLoop.create("lost");
        RecordingHandler handler = new RecordingHandler().on(lost, counter, Interest.READ);
        int number = EpollEntries.instanceThatWatches(DescriptorNumbers.of(counter));
        int another = descriptors.counter();
        descriptors.replace(another, number);
        wakeUp(lost);
        LoopProbe.get(handler.cause);
        lost.close();
        descriptors.write(number); // still open
        assertThat(descriptors.read(another)).isEqualTo(Long.BYTES);
        Bounds.await("the log").until(() -> !log.about("EventLoop(lost) ends").isEmpty());
    }

    /** A loop that was not asleep yet has seen by itself that its descriptor is lost. It may have ended already. */
    private static void wakeUp(EventLoop lost) {
        try {
            lost.execute(() -> {});
        } catch (RejectedExecutionException ended) {
            assertThat(ended).hasCauseInstanceOf(ErrnoException.class);
        }
    }
}
