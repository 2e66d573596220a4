package io.sluice.reactor.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.pipe.Fifo;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** A subscriber that throws takes nothing from the other streams of its receiver. */
class ThrowingSubscriberTest {
    @TempDir
    private Path folder;

    private final EventLoop loop = EventLoop.create("throwing-subscriber");
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void keepWhatIsThrown() {
        loop.execute(
                () -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown)));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private PipeReceiver<byte[]> receiver(Path path) {
        return PipeReceiver.open(
                path, Framing.fixed(4), PipeReceiverOptions.create().eventLoop(loop));
    }

    private void awaitThrown() {
        Bounds.await("the report").until(() -> !uncaught.isEmpty());
        assertThat(uncaught).hasOnlyElementsOfType(ExpectedException.class).hasSize(1);
    }

    @Test
    void theDemandOfTheOtherStreamIsNotForgotten() {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        AtomicBoolean hasThrown = new AtomicBoolean();
        BiConsumer<Probe<byte[]>, byte[]> throwsOnce = (probe, element) -> {
            if (!hasThrown.getAndSet(true)) {
                throw new ExpectedException();
            }
        };
        try (PipeReceiver<byte[]> receiver = receiver(path);
                FifoWriter writer = new FifoWriter(path)) {
            Probe<byte[]> one = Probe.of(receiver.receive(), Long.MAX_VALUE, throwsOnce);
            Probe<byte[]> other = Probe.of(receiver.receive(), Long.MAX_VALUE, throwsOnce);
            Queues.passThrough(loop);
            writer.open().write("1234");
            awaitThrown();
            Queues.passThrough(loop);
            writer.write("5678");
            Bounds.await("the next record").until(() -> one.receivedCount() + other.receivedCount() == 2);
            assertThat(one.receivedCount()).isOne(); // the one that has thrown counts as cancelled
        }
    }

    @Test
    void theOtherStreamLearnsThatTheWritersHaveLeft() {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        try (PipeReceiver<byte[]> receiver = receiver(path);
                FifoWriter writer = new FifoWriter(path)) {
            receiver.receive().subscribe(new ThrowingAtTheEnd());
            Probe<byte[]> other = Probe.of(receiver.receive(), 0);
            Queues.passThrough(loop);
            writer.open().leave();
            assertThat(other.awaitEnd()).isNull();
            awaitThrown();
        }
    }

    private static final class ExpectedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Asks for nothing. */
    private static final class ThrowingAtTheEnd implements CoreSubscriber<byte[]> {
        @Override
        public void onSubscribe(Subscription subscription) {}

        @Override
        public void onNext(byte[] element) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onComplete() {
            throw new ExpectedException();
        }
    }
}
