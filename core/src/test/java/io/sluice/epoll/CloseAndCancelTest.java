package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.fd.internal.OwnedFd;
import io.sluice.testing.Bounds;
import io.sluice.testing.Checks;
import io.sluice.testing.DescriptorNumbers;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A descriptor is closed on one thread while its registration ends on the loop's. Whichever comes first, no entry may be
 * left in epoll: the kernel keeps it as long as a duplicate is open.
 */
class CloseAndCancelTest {
    private static final int ROUNDS = Checks.or(500, 3_000);

    private final NativeDescriptors descriptors = new NativeDescriptors();
    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void close() {
        loop.close();
        descriptors.close();
    }

    @Test
    void aRegistrationThatIsCancelledWhileTheCloseWaitsLeavesNoEntry() {
        int counter = descriptors.counter(); // a duplicate of what is watched
        AdoptedDescriptor adopted = AdoptedDescriptor.adopt(counter, "counter");
        int number = DescriptorNumbers.of(adopted);
        RecordingHandler handler = new RecordingHandler().on(loop, adopted, Interest.READ);
        OwnedFd fd = (OwnedFd) adopted.descriptor();
        assertThat(fd.acquire()).isTrue();
        adopted.close(); // waits for the release
        LoopProbe.run(loop, () -> handler.registration.cancel());
        assertThat(EpollEntries.of(number)).isEmpty();
        fd.release();
        assertThat(EpollEntries.of(number)).isEmpty();
        assertThat(handler.closed).as("cancelled before").hasValue(0);
    }

    @Test
    void aLoopThatIsClosedWhileTheCloseWaitsLeavesNoEntry() {
        int counter = descriptors.counter();
        AdoptedDescriptor adopted = AdoptedDescriptor.adopt(counter, "counter");
        RecordingHandler handler = new RecordingHandler().on(loop, adopted, Interest.READ);
        OwnedFd fd = (OwnedFd) adopted.descriptor();
        assertThat(fd.acquire()).isTrue();
        adopted.close();
        loop.close();
        fd.release();
        assertThat(EpollEntries.of(fd.number())).isEmpty();
        assertThat(handler.closed).hasValue(1);
    }

    @Test
    void noRoundOfBothAtOnceLeavesAnEntry() throws Exception {
        int counter = descriptors.counter();
        int foreign = 0;
        ExecutorService closer = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                AdoptedDescriptor adopted = AdoptedDescriptor.adopt(counter, "counter");
                int number = DescriptorNumbers.of(adopted);
                RecordingHandler handler = new RecordingHandler().on(loop, adopted, Interest.READ);
                int delay = round % 200;
                AtomicInteger gate = new AtomicInteger();
                Future<?> closed = closer.submit(() -> {
                    meet(gate, delay);
                    adopted.close();
                });
                CountDownLatch cancelled = new CountDownLatch(1);
                loop.execute(() -> {
                    meet(gate, 100);
                    handler.registration.cancel();
                    cancelled.countDown();
                });
                closed.get();
                cancelled.await();
                foreign += EpollEntries.of(number).size();
                if (foreign > 0) {
                    break;
                }
            }
            assertThat(foreign).as("entries of closed descriptors").isZero();
        } finally {
            closer.shutdownNow();
        }
    }

    private static void meet(AtomicInteger gate, int delay) {
        gate.incrementAndGet();
        while (gate.get() < 2) {
            Thread.onSpinWait();
        }
        for (int spins = 0; spins < delay; spins++) {
            Thread.onSpinWait();
        }
    }

    /** Its number is no longer open here, so that no call removes the entry. The loop must not spin on it. */
    @Test
    void anEntryThatForeignCodeLeftBehindIsDroppedWithItsEpollInstance() {
        int counter = descriptors.counter();
        int other = descriptors.counter();
        AdoptedDescriptor stolen = AdoptedDescriptor.adopt(counter, "stolen");
        int number = DescriptorNumbers.of(stolen);
        try (AdoptedDescriptor untouched = AdoptedDescriptor.adopt(other, "untouched")) {
            RecordingHandler goesOn = new RecordingHandler(() -> descriptors.read(other));
            goesOn.on(loop, untouched, Interest.READ);
            RecordingHandler handler = new RecordingHandler().on(loop, stolen, Interest.READ);
            descriptors.closeOfAnother(number);
            LoopProbe.run(loop, () -> handler.registration.cancel());
            assertThat(EpollEntries.of(number)).as("the kernel keeps it").hasSize(1);
            descriptors.write(counter);
            Bounds.await("no entry")
                    .untilAsserted(() -> assertThat(EpollEntries.of(number)).isEmpty());
            descriptors.write(other);
            Bounds.await("readiness of the other").until(() -> goesOn.ready.get() > 0);
            LoopProbe.run(loop, () -> {});
        } finally {
            ((OwnedFd) stolen.descriptor()).abandon();
        }
    }

    /** Errors and hang-ups are reported whatever the interest is: the loop would spin on them. */
    @Test
    void aHangUpThatNobodyWaitsForIsTakenOutOfEpoll() {
        int[] pipe = descriptors.pipe();
        try (AdoptedDescriptor adopted = AdoptedDescriptor.adopt(pipe[0], "pipe")) {
            int number = DescriptorNumbers.of(adopted);
            RecordingHandler handler = new RecordingHandler().on(loop, adopted, Interest.READ);
            LoopProbe.run(loop, () -> handler.registration.interest(Interest.NONE));
            assertThat(EpollEntries.of(number)).hasSize(1);
            descriptors.close(pipe[1]);
            Bounds.await("no entry")
                    .untilAsserted(() -> assertThat(EpollEntries.of(number)).isEmpty());
            assertThat(handler.ready).hasValue(0);
            LoopProbe.run(loop, () -> handler.registration.interest(Interest.READ));
            Bounds.await("the hang-up").until(() -> handler.ready.get() > 0);
        }
    }

    @Test
    void aDescriptorKeepsNothingOfARegistrationThatWasCancelled() {
        int counter = descriptors.counter();
        try (AdoptedDescriptor adopted = AdoptedDescriptor.adopt(counter, "counter")) {
            awaitGarbage(closedLoop(adopted, true));
        }
    }

    @Test
    void aDescriptorKeepsNothingOfALoopThatWasClosed() {
        int counter = descriptors.counter();
        try (AdoptedDescriptor adopted = AdoptedDescriptor.adopt(counter, "counter")) {
            awaitGarbage(closedLoop(adopted, false));
        }
    }

    private static WeakReference<EventLoop> closedLoop(AdoptedDescriptor adopted, boolean cancelled) {
        EventLoop own = EventLoop.create();
        RecordingHandler handler = new RecordingHandler().on(own, adopted, Interest.READ);
        if (cancelled) {
            LoopProbe.run(own, () -> handler.registration.cancel());
        }
        own.close();
        return new WeakReference<>(own);
    }

    private static void awaitGarbage(WeakReference<?> reference) {
        Bounds.await("garbage").until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }
}
