package io.sluice.reactor.mqueue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.TestQueues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Sends that begin on the loop's own thread. */
class SendIntakeTest {
    private static final int MANY = 50_000;

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final EventLoop loop = EventLoop.shared();
    private final PosixMessageQueue queue = queues.create(10, 16);
    private final PosixMqSender sender = PosixMqSender.create(queue);

    @Test
    void aSendOnTheLoopDoesNotOvertakeOneThatIsUnderWay() throws Exception {
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<Void> second = new CompletableFuture<>();
        loop.execute(() -> {
            while (!begun.get()) {
                // The first one is begun elsewhere meanwhile.
            }
            sender.send(PosixMessage.ofText("second")).subscribe(null, null, () -> second.complete(null));
        });
        CompletableFuture<Void> first =
                sender.send(PosixMessage.ofText("first")).toFuture();
        begun.set(true);
        first.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
        second.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(Queues.drain(queue)).containsExactly("first", "second");
    }

    @Test
    void aSendInTheOutcomeOfAnotherDoesNotNest() throws Exception {
        CompletableFuture<Void> last = new CompletableFuture<>();
        loop.execute(() -> sendAndReceive(MANY, last));
        last.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private void sendAndReceive(int left, CompletableFuture<Void> last) {
        if (left == 0) {
            last.complete(null);
            return;
        }
        sender.send(PosixMessage.ofText("m")).subscribe(null, last::completeExceptionally, () -> {
            queue.tryReceive();
            sendAndReceive(left - 1, last);
        });
    }

    @Test
    void anEndlessStreamOfSendsLeavesTheLoopToOthers() throws Exception {
        Disposable endless = sender.send(
                        Flux.generate(sink -> sink.next(OutboundMessage.create(PosixMessage.ofText("m"), 1))))
                .subscribe(result -> queue.tryReceive());
        try {
            for (int i = 0; i < 100; i++) {
                CompletableFuture<Void> passed = new CompletableFuture<>();
                loop.execute(() -> passed.complete(null));
                passed.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            endless.dispose();
        }
        Queues.passThrough(loop);
    }
}
