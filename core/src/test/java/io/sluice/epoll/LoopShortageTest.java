package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.libc.EpollCalls;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop in the middle of whose work the heap is full. */
class LoopShortageTest {
    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private static final int SHORTAGES = 100;
    private static final int CLOSES = 20;

    /** The calls that find no memory next time. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    private final EventLoop loop = queues.closing(new EventLoop(
            EventLoopOptions.create(),
            false,
            failing(EpollCalls.class, Libc.get().epoll()),
            failing(FileCalls.class, Libc.get().files())));

    private <C> C failing(Class<C> family, C real) {
        return family.cast(
                Proxy.newProxyInstance(family.getClassLoader(), new Class<?>[] {family}, (proxy, method, arguments) -> {
                    if (failing.remove(method.getName())) {
                        throw new OutOfMemoryError("expected");
                    }
                    return method.invoke(real, arguments);
                }));
    }

    @Test
    void aTaskForWhichTheLoopCannotBeWokenUpIsNotRunAndTheNextOneWakesItUp() {
        int accepted = 0;
        AtomicInteger run = new AtomicInteger();
        for (int i = 0; i < SHORTAGES; i++) {
            failing.add("write");
            while (!failing.isEmpty()) { // while it is awake, nobody has to wake it up
                try {
                    loop.execute(run::incrementAndGet);
                    accepted++;
                } catch (OutOfMemoryError expected) {
                    assertThat(failing).isEmpty();
                }
            }
            assertThat(LoopProbe.<Integer>on(loop, run::get)).isEqualTo(accepted);
        }
    }

    @Test
    void theNextRoundGoesOn() {
        failing.add("epollWait");
        loop.execute(() -> {}); // ends the call under way
        Bounds.await("the shortage").until(failing::isEmpty);
        assertThat(LoopProbe.<Integer>on(loop, () -> 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "epollCtl"})
    void aCloseForWhichThereIsNoRoomReachesTheHandlersAllTheSame(String call) {
        for (int i = 0; i < CLOSES; i++) {
            PosixMessageQueue queue = queues.create(1, 8);
            RecordingHandler handler = new RecordingHandler().on(loop, queue, Interest.READ);
            failing.add(call);
            try {
                queue.close();
            } catch (OutOfMemoryError expected) {
                assertThat(failing).isEmpty();
            }
            failing.clear(); // while the loop is awake, nobody has to wake it up
            assertThat(handler.cause).succeedsWithin(Bounds.SOON).isNull();
        }
    }

    @Test
    void atItsEndAllHandlersAreNotifiedAndLaterTasksAreRefused() {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        LoopProbe.run(
                loop,
                () -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown)));
        RecordingHandler first = new RecordingHandler().on(loop, queues.create(1, 8), Interest.READ);
        RecordingHandler other = new RecordingHandler().on(loop, queues.create(1, 8), Interest.READ);
        failing.add("epollCtl");
        loop.close();
        assertThat(uncaught).hasOnlyElementsOfType(OutOfMemoryError.class).hasSize(1);
        assertThat(first.cause).isCompletedWithValueMatching(RejectedExecutionException.class::isInstance);
        assertThat(other.cause).isCompletedWithValueMatching(RejectedExecutionException.class::isInstance);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> loop.execute(() -> {}));
    }
}
