package io.sluice.reactor.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.BrokenPipeException;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import io.sluice.errno.NoReaderException;
import io.sluice.errno.QueueFullException;
import io.sluice.errno.SendTimeoutException;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.SymbolicLinks;
import io.sluice.reactor.Probe;
import io.sluice.reactor.SenderOptions;
import io.sluice.testing.Bounds;
import io.sluice.testing.Waiters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Sends of records of up to PIPE_BUF, to a FIFO by its path and to an end. */
class PipeSendTest {
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private final EventLoop loop = EventLoop.create("sends");
    private final PipeSenderOptions options =
            PipeSenderOptions.create().sending(SenderOptions.create().eventLoop(loop));
    private Path fifo;
    private PipeSender sender;

    @BeforeEach
    void create() {
        fifo = folder.resolve("records");
        Fifo.create(fifo);
        sender = PipeSender.create(fifo, options);
    }

    @AfterEach
    void close() {
        sender.close();
        loop.close();
    }

    private static Probe<Void> probe(Mono<Void> send) {
        return Probe.of(send, 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is there now. */
    private static String read(PipeReadEnd end) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        end.tryRead(buffer);
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    @Test
    void aTextIsSentInUtf8WithTheTimeoutThatIsGiven() {
        assertThat(probe(sender.send("early", Duration.ofMillis(30))).awaitEnd())
                .isInstanceOf(SendTimeoutException.class);
        Probe<Void> waiting = probe(sender.send("Grüße, "));
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            assertThat(waiting.awaitEnd()).isNull();
            assertThat(probe(sender.send("señor\n", Bounds.SOON)).awaitEnd()).isNull();
            assertThat(read(end)).isEqualTo("Grüße, señor\n");
        }
    }

    @Test
    void sendsWaitForAReaderAndComeInTheirOrder() {
        Probe<Void> first = probe(sender.send(bytes("one ")));
        Probe<Void> second = probe(sender.send(bytes("two ")));
        Probe<Void> cancelled = probe(sender.send(bytes("never ")));
        cancelled.cancel();
        assertThat(probe(sender.send(bytes("late "), Duration.ofMillis(30))).awaitEnd())
                .isInstanceOf(SendTimeoutException.class)
                .hasMessageContaining("No process has opened the FIFO for reading in time");
        assertThat(first.hasEnded()).isFalse();
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            assertThat(first.awaitEnd()).isNull();
            assertThat(second.awaitEnd()).isNull();
            assertThat(read(end)).isEqualTo("one two ");
        }
        Waiters.awaitBusy(0);
    }

    @Test
    void withoutReaderASendFailsWhereItWasAskedTo() {
        try (PipeSender failing = PipeSender.create(fifo, options.whenNoReader(WhenNoReader.FAIL))) {
            assertThat(probe(failing.send(bytes("a"))).awaitEnd()).isInstanceOf(NoReaderException.class);
            assertThat(probe(failing.send(bytes("a"), Duration.ofSeconds(9))).awaitEnd())
                    .isInstanceOf(NoReaderException.class);
        }
        assertThat(probe(sender.sendNow(bytes("a"))).awaitEnd()).isInstanceOf(NoReaderException.class);
    }

    @Test
    void whenTheReaderLeavesTheNextSendGoesToTheNextReader() {
        PipeReadEnd end = PipeReadEnd.open(fifo);
        assertThat(probe(sender.send(bytes("read "))).awaitEnd()).isNull();
        assertThat(read(end)).isEqualTo("read ");
        assertThat(probe(sender.send(bytes("unread "))).awaitEnd()).isNull();
        end.close();
        assertThat(probe(sender.send(bytes("lost "))).awaitEnd()).isInstanceOf(BrokenPipeException.class);
        Probe<Void> waiting = probe(sender.send(bytes("kept ")));
        Probe<Void> late = probe(sender.send(bytes("late "), Duration.ofMillis(30)));
        assertThat(late.awaitEnd()).isInstanceOf(SendTimeoutException.class);
        assertThat(waiting.hasEnded()).isFalse();
        try (PipeReadEnd next = PipeReadEnd.open(fifo)) {
            assertThat(waiting.awaitEnd()).isNull();
            assertThat(read(next)).as("what was sent before stays in the FIFO").isEqualTo("unread kept ");
        }
    }

    @Test
    void aSendThatWaitsForRoomLearnsThatTheReaderLeaves() {
        PipeReadEnd end = PipeReadEnd.open(fifo);
        end.capacity(PAGE);
        assertThat(probe(sender.send(new byte[PAGE])).awaitEnd()).isNull();
        Probe<Void> waiting = probe(sender.send(new byte[PAGE]));
        Probe<Void> behind = probe(sender.send(bytes("behind")));
        end.close();
        assertThat(waiting.awaitEnd()).isInstanceOf(BrokenPipeException.class);
        assertThat(behind.hasEnded()).isFalse();
        try (PipeReadEnd next = PipeReadEnd.open(fifo)) {
            Bounds.await("the unread page").until(() -> next.tryRead(ByteBuffer.allocate(PAGE)) == PAGE);
            assertThat(behind.awaitEnd()).isNull();
            assertThat(read(next)).isEqualTo("behind");
        }
    }

    @Test
    void aFifoThatWasMadeAgainIsFoundBehindTheOldReader() {
        PipeReadEnd end = PipeReadEnd.open(fifo);
        assertThat(probe(sender.send(bytes("old"))).awaitEnd()).isNull();
        Fifo.remove(fifo);
        end.close();
        assertThat(probe(sender.send(bytes("lost"))).awaitEnd()).isInstanceOf(BrokenPipeException.class);
        assertThat(probe(sender.send(bytes("nowhere"))).awaitEnd())
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
        Fifo.create(fifo);
        try (PipeReadEnd next = PipeReadEnd.open(fifo)) {
            assertThat(probe(sender.send(bytes("new"))).awaitEnd()).isNull();
            assertThat(read(next)).isEqualTo("new");
        }
    }

    @Test
    void aFullPipeTakesARecordOnceThereIsRoomForAllOfIt() {
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            end.capacity(PAGE);
            for (int i = 0; i < 40; i++) {
                assertThat(probe(sender.sendNow(new byte[100])).awaitEnd()).isNull();
            }
            assertThat(probe(sender.sendNow(new byte[100])).awaitEnd())
                    .isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("no room for the record");
            assertThat(probe(sender.send(new byte[100], Duration.ofMillis(30))).awaitEnd())
                    .isInstanceOf(SendTimeoutException.class)
                    .hasMessageContaining("The pipe stayed full");
            Probe<Void> cancelled = probe(sender.send(new byte[100]));
            Probe<Void> waiting = probe(sender.send(new byte[Pipe.PIPE_BUF]));
            cancelled.cancel();
            assertThat(end.tryRead(ByteBuffer.allocate(100))).isEqualTo(100);
            assertThat(end.readableBytes()).isEqualTo(3900);
            assertThat(waiting.hasEnded()).isFalse();
            assertThat(end.tryRead(ByteBuffer.allocate(PAGE))).isEqualTo(3900);
            assertThat(waiting.awaitEnd()).isNull();
            assertThat(end.readableBytes()).isEqualTo(Pipe.PIPE_BUF);
            Waiters.awaitBusy(0);
        }
    }

    @Test
    void longerRecordsAreRefusedAndSayWhy() {
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            byte[] longer = new byte[Pipe.PIPE_BUF + 1];
            assertThat(probe(sender.send(longer)).awaitEnd())
                    .isInstanceOf(MessageTooLargeException.class)
                    .hasMessageContaining("has 4097 bytes, and only up to PIPE_BUF (4096) are written whole")
                    .hasMessageContaining("PipeSenderOptions.onlyWriter");
            assertThatIllegalArgumentException().isThrownBy(() -> sender.sendNow(longer));
            assertThat(probe(sender.send(new byte[0])).awaitEnd()).isInstanceOf(IllegalArgumentException.class);
            assertThatIllegalArgumentException().isThrownBy(() -> sender.send(bytes("a"), Duration.ofNanos(-1)));
            assertThat(end.readableBytes()).isZero();
        }
    }

    @Test
    void eachSubscriptionSendsTheSameBytesAndTheBufferStaysAsItIs() {
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(9)
                    .put(bytes("_abcdefgh"))
                    .position(1)
                    .limit(4);
            Mono<Void> send = sender.send(buffer);
            assertThat(probe(send).awaitEnd()).isNull();
            buffer.position(2);
            assertThat(probe(send).awaitEnd()).isNull();
            assertThat(probe(sender.send(buffer)).awaitEnd()).isNull();
            assertThat(buffer.position()).isEqualTo(2);
            assertThat(read(end)).isEqualTo("abcabcbc");
        }
    }

    @Test
    void packetsArriveOneByOneAndAreNotLongerThanPipeBuf() {
        try (PipeReadEnd end = PipeReadEnd.open(fifo);
                PipeSender packets =
                        PipeSender.create(fifo, options.packets(true).onlyWriter(true))) {
            assertThat(probe(packets.send(bytes("one"))).awaitEnd()).isNull();
            assertThat(probe(packets.send(bytes("two"))).awaitEnd()).isNull();
            assertThat(read(end)).isEqualTo("one");
            assertThat(read(end)).isEqualTo("two");
            assertThat(probe(packets.send(new byte[Pipe.PIPE_BUF + 1])).awaitEnd())
                    .isInstanceOf(MessageTooLargeException.class)
                    .hasMessageContaining("would be several packets");
        }
        try (Pipe pipe = Pipe.open()) {
            PipeSender given = PipeSender.create(pipe.writeEnd(), options.packets(true));
            assertThat(probe(given.send(bytes("three"))).awaitEnd()).isNull();
            assertThat(pipe.writeEnd().packetMode()).isTrue();
        }
    }

    @Test
    void aClosedSenderEndsItsSendsAndClosesTheFifo() {
        Probe<Void> waiting = probe(sender.send(bytes("a")));
        sender.close();
        assertThat(waiting.awaitEnd()).isInstanceOf(ClosedHandleException.class);
        assertThat(probe(sender.send(bytes("a"))).awaitEnd()).isInstanceOf(ClosedHandleException.class);
        PipeSender next = PipeSender.create(fifo, options);
        try (PipeReadEnd end = PipeReadEnd.open(fifo)) {
            assertThat(probe(next.send(bytes("abc"))).awaitEnd()).isNull();
            assertThat(read(end)).isEqualTo("abc");
            assertThat(end.tryRead(ByteBuffer.allocate(1))).isEqualTo(PipeReadEnd.WOULD_BLOCK);
            next.close();
            Bounds.await("the end").until(() -> end.tryRead(ByteBuffer.allocate(1)) == PipeReadEnd.END);
            next.close();
        }
    }

    @Test
    void anEndThatWasGivenStaysOpenAndItsCloseEndsTheSends() {
        try (Pipe pipe = Pipe.open()) {
            pipe.writeEnd().capacity(PAGE);
            PipeSender given = PipeSender.create(pipe.writeEnd(), options);
            assertThat(probe(given.send(new byte[PAGE])).awaitEnd()).isNull();
            Probe<Void> waiting = probe(given.send(bytes("a")));
            given.close();
            assertThat(waiting.awaitEnd()).isInstanceOf(ClosedHandleException.class);
            assertThat(pipe.writeEnd().isOpen()).isTrue();

            PipeSender next = PipeSender.create(pipe.writeEnd(), options);
            Probe<Void> blocked = probe(next.send(bytes("a")));
            Probe<Void> timed = probe(next.send(bytes("a"), Duration.ofSeconds(60)));
            pipe.writeEnd().close();
            assertThat(blocked.awaitEnd()).isInstanceOf(ClosedHandleException.class);
            assertThat(timed.awaitEnd()).isInstanceOf(ClosedHandleException.class);
            assertThat(probe(next.send(bytes("a"))).awaitEnd()).isInstanceOf(ClosedHandleException.class);
        }
    }

    @Test
    void theEndOfTheLoopEndsTheSends() {
        Probe<Void> waiting = probe(sender.send(bytes("a")));
        loop.close();
        assertThat(waiting.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(probe(sender.send(bytes("a"))).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void whatIsNoFifoIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept");
        Path link = Files.createSymbolicLink(folder.resolve("link"), fifo);
        try (PipeSender toFile = PipeSender.create(file, options);
                PipeSender toLink = PipeSender.create(link, options);
                PipeSender followed = PipeSender.create(link, options.symbolicLinks(SymbolicLinks.FOLLOW));
                PipeReadEnd end = PipeReadEnd.open(fifo)) {
            assertThat(probe(toFile.send(bytes("a"))).awaitEnd())
                    .hasMessageContaining("This is a regular file, not a FIFO.");
            assertThat(probe(toLink.send(bytes("a"))).awaitEnd()).hasMessageContaining("This is a symbolic link");
            assertThat(probe(followed.send(bytes("a"))).awaitEnd()).isNull();
            assertThat(read(end)).isEqualTo("a");
        }
        assertThat(file).hasContent("kept");
    }
}
