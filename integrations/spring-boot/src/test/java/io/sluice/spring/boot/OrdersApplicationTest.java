package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with an endpoint that streams and one that sends, on a real web server and with a real C program. */
class OrdersApplicationTest {
    @RegisterExtension
    private final TestQueues queues = new TestQueues();

    private final PosixMessageQueue peer = queues.create(4, 64);

    @Test
    void whatACProgramSendsIsStreamed() {
        try (RunningApplication application = start();
                RunningProgram sender = CProgram.of("mq_send").start(peer.name(), 50, 64, 7)) {
            List<String> received = application
                    .client()
                    .get()
                    .uri("/orders")
                    .retrieve()
                    .bodyToFlux(String.class)
                    .take(50)
                    .collectList()
                    .block(Bounds.SOON);

            assertThat(received).hasSize(50);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @Test
    void whatIsPostedIsSent() {
        try (RunningApplication application = start()) {
            application
                    .client()
                    .post()
                    .uri("/orders")
                    .bodyValue("one order")
                    .retrieve()
                    .toBodilessEntity()
                    .block(Bounds.SOON);

            assertThat(peer.tryReceive()).isEqualTo(PosixMessage.ofText("one order"));
        }
    }

    @Test
    void anOpenStreamEndsBeforeTheWebServerWaitsForIt() {
        List<String> received = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> completed = new CompletableFuture<>();
        RunningApplication application =
                start("server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=20s");
        Duration took;
        try (application) {
            application
                    .client()
                    .get()
                    .uri("/orders")
                    .retrieve()
                    .bodyToFlux(String.class)
                    .subscribe(received::add, completed::completeExceptionally, () -> completed.complete(null));
            peer.trySend(PosixMessage.ofText("first"));
            Bounds.await("the first event").until(() -> received.contains("first"));
            long start = System.nanoTime();
            application.stop();
            took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(completed).succeedsWithin(Bounds.SOON);
        }

        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void handlesAreClosedWhenTheApplicationHasStopped() {
        PosixMessageQueue handle;
        try (RunningApplication application = start()) {
            handle = application.bean("orders", PosixMessageQueue.class);
            assertThat(handle.isOpen()).isTrue();
        }

        assertThat(handle.isOpen()).isFalse();
    }

    @Test
    void aQueueThatIsMadeAnewIsBackInServiceByItself() {
        List<String> received = new CopyOnWriteArrayList<>();
        try (RunningApplication application = start()) {
            application
                    .client()
                    .get()
                    .uri("/orders")
                    .retrieve()
                    .bodyToFlux(String.class)
                    .subscribe(received::add);
            peer.trySend(PosixMessage.ofText("old"));
            Bounds.await("the old queue's event").until(() -> received.contains("old"));

            PosixMessageQueue.unlink(peer.name());
            PosixMessageQueue anew = queues.closing(PosixMessageQueue.builder(peer.name())
                    .access(PosixAccess.READ_WRITE)
                    .maxMessages(4)
                    .maxMessageSize(64)
                    .create());
            anew.trySend(PosixMessage.ofText("new"));

            Bounds.await("the new queue's event").until(() -> received.contains("new"));
        }
    }

    private RunningApplication start(String... more) {
        return RunningApplication.start(
                OrdersApplication.class,
                Stream.concat(Stream.of("sluice.queues.orders.name=" + peer.name()), Stream.of(more))
                        .toArray(String[]::new));
    }
}
