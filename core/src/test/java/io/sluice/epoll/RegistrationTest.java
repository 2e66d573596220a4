package io.sluice.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationTest {
    private static final PosixMessage MESSAGE = PosixMessage.ofText("x");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void readinessIsReportedUntilItsCauseIsGone() {
        PosixMessageQueue queue = queues.create(3, 8);
        AtomicInteger received = new AtomicInteger();
        RecordingHandler handler = new RecordingHandler(() -> {
            if (queue.tryReceive() != null) {
                received.incrementAndGet(); // one at a time: the others must be reported again
            }
        });
        handler.on(loop, queue, Interest.READ);
        for (int i = 0; i < 3; i++) {
            assertThat(queue.trySend(MESSAGE)).isTrue();
        }
        Bounds.await("all messages").until(() -> received.get() == 3);
    }

    @Test
    void aDescriptorThatIsReadyAlreadyIsReported() {
        PosixMessageQueue queue = queues.create(1, 8);
        assertThat(queue.trySend(MESSAGE)).isTrue();
        RecordingHandler handler = new RecordingHandler(queue::tryReceive);
        handler.on(loop, queue, Interest.NONE);
        LoopProbe.run(loop, () -> {});
        assertThat(handler.ready).as("without interest").hasValue(0);
        LoopProbe.run(loop, () -> handler.registration.interest(Interest.READ));
        Bounds.await("readiness").until(() -> handler.ready.get() > 0);
    }

    @Test
    void readersAndWritersShareADescriptor() {
        PosixMessageQueue queue = queues.create(1, 8);
        RecordingHandler reader = new RecordingHandler();
        RecordingHandler writer = new RecordingHandler();
        LoopProbe.run(loop, () -> {
            reader.registration = loop.register(queue, reader);
            writer.registration = loop.register(queue, writer);
            reader.registration.interest(Interest.READ);
            writer.registration.interest(Interest.WRITE);
        });
        Bounds.await("room").until(() -> writer.ready.get() > 0);
        assertThat(reader.ready).as("nothing to read").hasValue(0);
        assertThat(queue.trySend(MESSAGE)).isTrue();
        Bounds.await("a message").until(() -> reader.ready.get() > 0);
        LoopProbe.run(loop, () -> reader.registration.interest(Interest.NONE));
        int notified = LoopProbe.on(loop, writer.ready::get);
        LoopProbe.run(loop, () -> {});
        assertThat(writer.ready).as("no room").hasValue(notified);
        assertThat(queue.tryReceive()).isNotNull();
        Bounds.await("room again").until(() -> writer.ready.get() > notified);
    }

    @Test
    void twoReadersOfADescriptorAlternateInBeingFirst() {
        PosixMessageQueue queue = queues.create(10, 8);
        List<String> firsts = new ArrayList<>();
        String[] first = new String[1];
        Runnable endOfRound = () -> first[0] = null;
        CompletableFuture<Void> done = new CompletableFuture<>();
        for (String name : List.of("a", "b")) {
            new RecordingHandler(() -> {
                        if (first[0] == null) {
                            first[0] = name;
                            firsts.add(name);
                            loop.execute(endOfRound);
                        }
                        if (firsts.size() >= 20) {
                            done.complete(null);
                        }
                    })
                    .on(loop, queue, Interest.READ);
        }
        assertThat(queue.trySend(MESSAGE)).isTrue();
        LoopProbe.get(done);
        assertThat(LoopProbe.<List<String>>on(loop, () -> List.copyOf(firsts))).contains("a", "b");
    }

    @Test
    void interestGoesOnAndOffAtWill() {
        PosixMessageQueue queue = queues.create(1, 8);
        RecordingHandler handler = new RecordingHandler().on(loop, queue, Interest.NONE);
        for (int i = 0; i < 500; i++) {
            assertThat(queue.trySend(MESSAGE)).isTrue();
            int before = LoopProbe.on(loop, () -> {
                handler.registration.interest(Interest.READ);
                return handler.ready.get();
            });
            Bounds.await("readiness").until(() -> handler.ready.get() > before);
            LoopProbe.run(loop, () -> handler.registration.interest(Interest.NONE));
            int quiet = handler.ready.get();
            assertThat(queue.tryReceive()).isNotNull();
            LoopProbe.run(loop, () -> {});
            assertThat(handler.ready).as("round %d", i).hasValue(quiet);
        }
    }

    /** Both descriptors are ready in the same round, and the first to be notified cancels the other. */
    @Test
    void anEventOfARegistrationThatWasJustCancelledFindsNobody() {
        PosixMessageQueue one = queues.create(1, 8);
        PosixMessageQueue two = queues.create(1, 8);
        AtomicInteger notified = new AtomicInteger();
        RecordingHandler[] handlers = new RecordingHandler[2];
        handlers[0] = new RecordingHandler(() -> cancelled(handlers, notified));
        handlers[1] = new RecordingHandler(() -> cancelled(handlers, notified));
        handlers[0].on(loop, one, Interest.NONE);
        handlers[1].on(loop, two, Interest.NONE);
        assertThat(one.trySend(MESSAGE) && two.trySend(MESSAGE)).isTrue();
        LoopProbe.run(loop, () -> {
            handlers[0].registration.interest(Interest.READ);
            handlers[1].registration.interest(Interest.READ);
        });
        Bounds.await("readiness").until(() -> notified.get() > 0);
        LoopProbe.run(loop, () -> {});
        assertThat(notified).hasValue(1);
    }

    private static void cancelled(RecordingHandler[] handlers, AtomicInteger notified) {
        notified.incrementAndGet();
        for (RecordingHandler handler : handlers) {
            handler.registration.cancel();
            handler.registration.cancel();
        }
    }

    /** The slot of the cancelled one is given away in the same round; its event must not reach the new owner. */
    @Test
    void aStaleEventDoesNotReachTheSlotsNextOwner() {
        PosixMessageQueue one = queues.create(1, 8);
        PosixMessageQueue two = queues.create(1, 8);
        PosixMessageQueue idle = queues.create(1, 8);
        RecordingHandler newcomer = new RecordingHandler();
        RecordingHandler[] handlers = new RecordingHandler[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            handlers[i] = new RecordingHandler(() -> {
                handlers[other].registration.cancel();
                if (newcomer.registration == null) {
                    newcomer.registration = loop.register(idle, newcomer);
                    newcomer.registration.interest(Interest.READ);
                }
            });
        }
        handlers[0].on(loop, one, Interest.NONE);
        handlers[1].on(loop, two, Interest.NONE);
        assertThat(one.trySend(MESSAGE) && two.trySend(MESSAGE)).isTrue();
        LoopProbe.run(loop, () -> {
            handlers[0].registration.interest(Interest.READ);
            handlers[1].registration.interest(Interest.READ);
        });
        Bounds.await("newcomer").until(() -> newcomer.registration != null);
        LoopProbe.run(loop, () -> {});
        assertThat(newcomer.ready).hasValue(0);
        assertThat(idle.trySend(MESSAGE)).isTrue();
        Bounds.await("its own event").until(() -> newcomer.ready.get() > 0);
        LoopProbe.run(loop, newcomer.registration::cancel);
    }

    @Test
    void aHandlerThatThrowsNeitherEndsTheLoopNorHoldsUpTheOthers() {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        LoopProbe.run(
                loop,
                () -> Thread.currentThread()
                        .setUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown)));
        PosixMessageQueue queue = queues.create(1, 8);
        RuntimeException expected = new RuntimeException("expected");
        RecordingHandler throwing = new RecordingHandler(() -> {
            throw expected;
        });
        RecordingHandler other = new RecordingHandler();
        throwing.on(loop, queue, Interest.READ);
        other.on(loop, queue, Interest.READ);
        assertThat(queue.trySend(MESSAGE)).isTrue();
        assertThat(LoopProbe.get(uncaught)).isSameAs(expected);
        Bounds.await("the other one").until(() -> other.ready.get() > 0);
    }

    @Test
    void closingTheDescriptorEndsAllItsRegistrationsWithoutACause() {
        PosixMessageQueue queue = queues.create(1, 8);
        RecordingHandler one = new RecordingHandler().on(loop, queue, Interest.READ);
        RecordingHandler two = new RecordingHandler().on(loop, queue, Interest.NONE);
        queue.close();
        assertThat(LoopProbe.get(one.cause)).isNull();
        assertThat(LoopProbe.get(two.cause)).isNull();
        RecordingHandler late = new RecordingHandler().on(loop, queue, Interest.READ);
        assertThat(LoopProbe.get(late.cause)).isNull();
        LoopProbe.run(loop, () -> {});
        assertThat(List.of(one.closed.get(), two.closed.get(), late.closed.get()))
                .containsOnly(1);
        assertThat(one.ready.get() + two.ready.get() + late.ready.get()).isZero();
    }

    @Test
    void closingTheLoopEndsItsRegistrationsWithACause() {
        EventLoop closing = EventLoop.create("closing");
        PosixMessageQueue queue = queues.create(1, 8);
        RecordingHandler handler = new RecordingHandler().on(closing, queue, Interest.READ);
        closing.close();
        assertThat(handler.cause).isCompleted();
        assertThat(handler.cause.join())
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("EventLoop(closing) was closed");
        assertThat(handler.closed).hasValue(1);
        queue.close();
        assertThat(handler.closed).hasValue(1);
    }

    @Test
    void aCancelledRegistrationReportsNothingMore() {
        PosixMessageQueue queue = queues.create(1, 8);
        RecordingHandler cancelled = new RecordingHandler().on(loop, queue, Interest.READ);
        RecordingHandler kept = new RecordingHandler().on(loop, queue, Interest.READ);
        LoopProbe.run(loop, cancelled.registration::cancel);
        assertThat(queue.trySend(MESSAGE)).isTrue();
        Bounds.await("the other one").until(() -> kept.ready.get() > 0);
        queue.close();
        assertThat(LoopProbe.get(kept.cause)).isNull();
        LoopProbe.run(loop, () -> {});
        assertThat(cancelled.ready).hasValue(0);
        assertThat(cancelled.closed).hasValue(0);
    }

    @Test
    void aQueueMayBeClosedFromWithinAHandler() {
        PosixMessageQueue queue = queues.create(1, 8);
        RecordingHandler handler = new RecordingHandler(queue::close).on(loop, queue, Interest.READ);
        RecordingHandler other = new RecordingHandler().on(loop, queue, Interest.READ);
        assertThat(queue.trySend(MESSAGE)).isTrue();
        assertThat(LoopProbe.get(handler.cause)).isNull();
        assertThat(LoopProbe.get(other.cause)).isNull();
        LoopProbe.run(loop, () -> {});
        assertThat(handler.ready).hasValue(1);
        assertThat(handler.closed).hasValue(1);
    }

    @Test
    void oneLoopServesTwoHundredQueues() {
        int count = 200;
        AtomicInteger[] received = new AtomicInteger[count];
        List<PosixMessageQueue> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PosixMessageQueue queue = queues.create(2, 8);
            AtomicInteger counter = new AtomicInteger();
            received[i] = counter;
            all.add(queue);
            new RecordingHandler(() -> {
                        if (queue.tryReceive() != null) {
                            counter.incrementAndGet();
                        }
                    })
                    .on(loop, queue, Interest.READ);
        }
        for (int round = 1; round <= 20; round++) {
            for (PosixMessageQueue queue : all) {
                Bounds.await("room").until(() -> queue.trySend(MESSAGE));
            }
        }
        for (AtomicInteger counter : received) {
            Bounds.await("all messages").until(() -> counter.get() == 20);
        }
    }
}
