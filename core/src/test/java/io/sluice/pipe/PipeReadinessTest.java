package io.sluice.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.fd.Pollable;
import io.sluice.testing.Bounds;
import io.sluice.testing.DescriptorNumbers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event loop reports of pipes: bytes, room, hang-ups and the close. */
class PipeReadinessTest {
    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    /** Counts readiness until a limit, and then withdraws its interest. */
    private final class Watcher implements ReadinessHandler {
        final AtomicInteger ready = new AtomicInteger();
        final CompletableFuture<String> closed = new CompletableFuture<>();
        private final int most;
        private volatile Registration registration;

        Watcher(Pollable pollable, Interest interest, int most) throws Exception {
            this.most = most;
            CompletableFuture<Void> registered = new CompletableFuture<>();
            loop.execute(() -> {
                registration = loop.register(pollable, this);
                registration.interest(interest);
                registered.complete(null);
            });
            registered.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
        }

        @Override
        public void onReady() {
            if (ready.incrementAndGet() >= most) {
                registration.interest(Interest.NONE);
            }
        }

        @Override
        public void onClosed(Throwable cause) {
            closed.complete(String.valueOf(cause));
        }
    }

    /** The loop has gone through all that was ready before. */
    private void awaitRound() throws Exception {
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Void> round = new CompletableFuture<>();
            loop.execute(() -> round.complete(null));
            round.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void aCloseWhileRegisteredEndsTheRegistration() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            Watcher reader = new Watcher(pipe.readEnd(), Interest.READ, 1);
            Watcher writer = new Watcher(pipe.writeEnd(), Interest.WRITE, 1);
            Bounds.await("room").until(() -> writer.ready.get() > 0);
            pipe.readEnd().close();
            pipe.writeEnd().close();
            assertThat(reader.closed.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("null");
            assertThat(writer.closed.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("null");
            assertThat(reader.ready).hasValue(0);
        }
    }

    @Test
    void aFullPipeHasRoomOnceAPageIsFree() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            pipe.writeEnd().capacity(4096);
            pipe.writeEnd().tryWrite(ByteBuffer.allocate(4096));
            Watcher writer = new Watcher(pipe.writeEnd(), Interest.WRITE, 1);
            pipe.readEnd().tryRead(ByteBuffer.allocate(100));
            awaitRound();
            assertThat(writer.ready).hasValue(0);
            pipe.readEnd().tryRead(ByteBuffer.allocate(3996));
            Bounds.await("room").until(() -> writer.ready.get() > 0);
        }
    }

    @Test
    void aReaderThatLeavesIsReportedToTheWriter() throws Exception {
        try (Pipe pipe = Pipe.open()) {
            while (pipe.writeEnd().tryWrite(ByteBuffer.allocate(4096)) != PipeWriteEnd.WOULD_BLOCK) {
                awaitRound();
            }
            Watcher writer = new Watcher(pipe.writeEnd(), Interest.WRITE, 1);
            awaitRound();
            assertThat(writer.ready).hasValue(0);
            pipe.readEnd().close();
            Bounds.await("the end").until(() -> writer.ready.get() > 0);
        }
    }

    @Test
    void aFreshReadEndShowsNoHangUpAndLosesNothing(@TempDir Path folder) throws Exception {
        Path fifo = folder.resolve("sessions");
        Fifo.create(fifo);
        PipeReadEnd first = PipeReadEnd.open(fifo);
        Watcher beforeTheFirst = new Watcher(first, Interest.READ, 10);
        awaitRound();
        assertThat(beforeTheFirst.ready)
                .as("no hang-up before the first writer")
                .hasValue(0);
        PipeWriteEnd.open(fifo).close();
        Bounds.await("the hang-up, again and again").until(() -> beforeTheFirst.ready.get() >= 10);

        Fifo.remove(fifo); // it works without a name, too
        try (PipeReadEnd fresh = first.reopen()) {
            try (PipeWriteEnd next = PipeWriteEnd.open(here(first), SymbolicLinks.FOLLOW)) {
                next.tryWrite(ByteBuffer.allocate(5));
            }
            first.close();
            assertThat(fresh.tryRead(ByteBuffer.allocate(9))).isEqualTo(5);
            PipeEnds.awaitEnd(fresh);
            try (PipeReadEnd freshAgain = fresh.reopen()) {
                Watcher watcher = new Watcher(freshAgain, Interest.READ, 1);
                awaitRound();
                assertThat(watcher.ready)
                        .as("no hang-up until another writer has left")
                        .hasValue(0);
                assertThat(freshAgain).hasToString("PipeReadEnd(" + fifo + ")");
            }
        }
    }

    /** The way to a FIFO without a name. */
    private static Path here(PipeReadEnd end) {
        return Path.of("/proc/self/fd/" + DescriptorNumbers.of(end));
    }
}
