package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.testing.Bounds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The end of a route, whatever it carries. */
class RouteThreadTest {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicBoolean lastWordsSaid = new AtomicBoolean();
    private final RouteThread thread = new RouteThread("a route", this::work, stopped::countDown);

    private void work() {
        await(stopped);
        await(mayEnd);
        lastWordsSaid.set(true);
    }

    private static void await(CountDownLatch latch) {
        Bounds.await("the test").until(() -> latch.getCount() == 0);
    }

    @Test
    void aCloseStopsTheRouteAndWaitsForItsLastWords() {
        CompletableFuture<Void> run = thread.run().toFuture();
        CompletableFuture<Boolean> saidBeforeTheClose = new CompletableFuture<>();
        Thread closer = new Thread(() -> {
            thread.close(RouteThread.CLOSING);
            saidBeforeTheClose.complete(lastWordsSaid.get());
        });
        closer.start();
        await(stopped);
        Bounds.await("the closer's wait")
                .until(() -> closer.getState() == Thread.State.TIMED_WAITING || saidBeforeTheClose.isDone());
        mayEnd.countDown();
        Bounds.await("the close").until(saidBeforeTheClose::isDone);
        assertThat(saidBeforeTheClose.join()).isTrue();
        Bounds.await("the end").until(run::isDone);
        thread.close(RouteThread.CLOSING);
    }

    @Test
    void aCloseThatWaitsInVainSaysSo() {
        CompletableFuture<Void> run = thread.run().toFuture();
        assertThatIllegalStateException()
                .isThrownBy(() -> thread.close(Duration.ofMillis(1)))
                .withMessage("a route was stopped and has not ended yet: do not close what it uses");
        mayEnd.countDown();
        Bounds.await("the end").until(run::isDone);
    }

    @Test
    void aRouteThatWasClosedDoesNotRun() {
        thread.close(RouteThread.CLOSING);
        assertThatIllegalStateException()
                .isThrownBy(() -> thread.run().block(Bounds.SOON))
                .withMessage("a route has been run before, or was closed");
    }

    @Test
    void aCloseByASignalOfTheRouteDoesNotWaitForItself() {
        CompletableFuture<Void> closed = thread.run()
                .doOnSuccess(nothing -> thread.close(RouteThread.CLOSING))
                .toFuture();
        stopped.countDown();
        mayEnd.countDown();
        Bounds.await("the close").until(closed::isDone);
        closed.join();
    }
}
