package io.sluice.reactor.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.epoll.EventLoop;
import io.sluice.errno.ClosedHandleException;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** Records of a C process through a FIFO: demand, cancels, ends. */
class PipeReceiverTest {
    private static final Framing<String> LINES = Framing.text(Framing.lines(), UTF_8);

    @TempDir
    private Path folder;

    private Path path;
    private PipeReadEnd end;
    private FifoWriter writer;

    @BeforeEach
    void open() {
        path = folder.resolve("fifo");
        Fifo.create(path);
        end = PipeReadEnd.open(path);
        writer = new FifoWriter(path);
    }

    @AfterEach
    void close() {
        writer.close();
        end.close();
    }

    private static void settle() {
        Queues.passThrough(EventLoop.shared());
        Queues.passThrough(EventLoop.shared());
    }

    private int unread() {
        return end.readableBytes();
    }

    private PipeReceiver<String> lines(WhenWritersLeft policy) {
        return PipeReceiver.create(end, LINES, PipeReceiverOptions.create().whenWritersLeft(policy));
    }

    @Test
    void theLinesOfACProcessArriveAndTheStreamCompletesWithItsEnd() {
        StepVerifier.create(lines(WhenWritersLeft.COMPLETE).receive())
                .then(() -> writer.open().write("one\ntwo\n").write("th").write("ree\n"))
                .expectNext("one", "two", "three")
                .then(writer::leave)
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void beforeTheFirstWriterItWaits() {
        Probe<String> probe = Probe.of(lines(WhenWritersLeft.COMPLETE).receive(), 1);
        settle();
        assertThat(probe.hasEnded()).isFalse();
        writer.open().write("hello\n");
        probe.awaitReceived(1);
        probe.cancel();
    }

    @Test
    void aWriterThatCameAndLeftBeforeTheSubscriptionIsNoticed() {
        writer.open().write("early\n").leave();
        StepVerifier.create(lines(WhenWritersLeft.COMPLETE).receive())
                .expectNext("early")
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void aWriterThatCameAndLeftWithoutAByteEndsTheStream() {
        writer.open().leave();
        StepVerifier.create(lines(WhenWritersLeft.COMPLETE).receive())
                .expectComplete()
                .verify(Bounds.SOON);
    }

    @Test
    void withoutDemandNothingIsRead() {
        writer.open().write("12345678".repeat(2));
        Probe<byte[]> probe =
                Probe.of(PipeReceiver.create(end, Framing.fixed(8)).receive(), 0);
        settle();
        assertThat(unread()).isEqualTo(16);
        probe.request(1);
        probe.awaitReceived(1);
        settle();
        assertThat(unread()).isEqualTo(8);
        probe.cancel();
    }

    @Test
    void recordsWithTheirLengthInFrontAreReadOneByOne() {
        writer.open().write("\u0003abc\u0002de");
        Probe<byte[]> probe = Probe.of(
                PipeReceiver.create(end, Framing.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, 100))
                        .receive(),
                0);
        settle();
        assertThat(unread()).isEqualTo(7);
        probe.request(1);
        probe.awaitReceived(1);
        settle();
        assertThat(new String(probe.received().get(0), UTF_8)).isEqualTo("abc");
        assertThat(unread()).isEqualTo(3);
        probe.cancel();
    }

    @Test
    void aSubscriberWithoutDemandLearnsOfTheEndWhenNothingIsLeftToRead() {
        Probe<String> probe = Probe.of(lines(WhenWritersLeft.COMPLETE).receive(), 1);
        writer.open().write("only\n");
        probe.awaitReceived(1);
        settle();
        assertThat(probe.hasEnded()).isFalse();
        writer.leave();
        assertThat(probe.awaitEnd()).isNull();
    }

    @Test
    void withoutDemandTheEndWaitsForWhatIsLeftToRead() {
        writer.open();
        Probe<String> probe = Probe.of(lines(WhenWritersLeft.COMPLETE).receive(), 0);
        settle();
        writer.write("left\n").leave();
        settle();
        assertThat(probe.hasEnded()).isFalse();
        probe.request(1);
        assertThat(probe.awaitEnd()).isNull();
        assertThat(probe.received()).containsExactly("left");
    }

    @Test
    void withoutReadAheadALineIsTakenAndAllElseStaysInThePipe() {
        writer.open().write("one\ntwo\nthree\n");
        Framing<byte[]> exact = Framing.lines(LineOptions.create().readAhead(false));
        Probe<byte[]> probe = Probe.of(PipeReceiver.create(end, exact).receive(), 2);
        probe.awaitReceived(2);
        settle();
        assertThat(unread()).isEqualTo("three\n".length());
        probe.cancel();
    }

    @Test
    void whatWasReadAheadIsForTheNextSubscription() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        writer.open().write("one\ntwo\nthree\nfo");
        Probe<String> first = Probe.of(receiver.receive(), 1, (probe, line) -> probe.cancel());
        first.awaitReceived(1);
        settle();
        assertThat(unread()).isZero();
        Probe<String> second = Probe.of(receiver.receive(), 3);
        second.awaitReceived(2);
        writer.write("ur\n").leave();
        assertThat(second.awaitEnd()).isNull();
        assertThat(first.received()).containsExactly("one");
        assertThat(first.discarded()).isEmpty();
        assertThat(second.received()).containsExactly("two", "three", "four");
    }

    @Test
    void whatOneSubscriberReadAheadGoesToAnotherThatWaits() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        writer.open();
        Probe<String> first = Probe.of(receiver.receive(), 1);
        Probe<String> second = Probe.of(receiver.receive(), 2);
        settle();
        writer.write("one\ntwo\nthree\n");
        first.awaitReceived(1);
        second.awaitReceived(2);
        assertThat(first.receivedCount() + second.receivedCount()).isEqualTo(3);
        first.cancel();
        second.cancel();
    }

    @Test
    void subscribersTakeTurnsInBeingTheFirst() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        Probe<String> first = Probe.of(receiver.receive(), Long.MAX_VALUE);
        Probe<String> second = Probe.of(receiver.receive(), Long.MAX_VALUE);
        settle();
        writer.open();
        for (int i = 1; i <= 10; i++) {
            int lines = i;
            writer.write(i + "\n");
            Bounds.await("line " + i).until(() -> first.receivedCount() + second.receivedCount() == lines);
            settle();
        }
        assertThat(first.receivedCount()).isPositive();
        assertThat(second.receivedCount()).isPositive();
        first.cancel();
        second.cancel();
    }

    @Test
    void aCancelGivesWhatWasReadAheadToAnotherThatWaits() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        writer.open();
        Probe<String> first = Probe.of(receiver.receive(), Long.MAX_VALUE, (probe, line) -> probe.cancel());
        settle();
        Probe<String> second = Probe.of(receiver.receive(), Long.MAX_VALUE);
        settle();
        writer.write("one\ntwo\nthree\n");
        Bounds.await("all lines").until(() -> first.receivedCount() + second.receivedCount() == 3);
        second.cancel();
    }

    @Test
    void aCancelIsAtOnceWhileAWriterHangsInTheMiddleOfARecord() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        writer.open().write("half a li");
        Probe<String> probe = Probe.of(receiver.receive(), 1);
        Bounds.await("the half to be read").until(() -> unread() == 0);
        probe.cancel();
        settle();
        assertThat(probe.hasEnded()).isFalse();
        Probe<String> next = Probe.of(receiver.receive(), 1);
        writer.write("ne\n");
        next.awaitReceived(1);
        assertThat(next.received()).containsExactly("half a line");
        next.cancel();
    }

    @Test
    void aWriterKilledInTheMiddleOfARecordIsAnErrorWithItsBytes() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        Probe<String> probe = Probe.of(receiver.receive(), Long.MAX_VALUE);
        writer.open().write("whole\nhal");
        probe.awaitReceived(1);
        writer.kill();
        assertThat(probe.awaitEnd())
                .isInstanceOfSatisfying(
                        PartialRecordException.class,
                        partial ->
                                assertThat(new String(partial.bytes(), UTF_8)).isEqualTo("hal"));
        try (FifoWriter other = new FifoWriter(path)) {
            other.open().write("next\n");
            Probe<String> later = Probe.of(receiver.receive(), 1);
            later.awaitReceived(1);
            assertThat(later.received()).containsExactly("next");
            later.cancel();
        }
    }

    @Test
    void aStreamThatWaitsGoesOnWithTheNextWriter() {
        Probe<String> probe = Probe.of(lines(WhenWritersLeft.WAIT).receive(), Long.MAX_VALUE);
        for (int i = 1; i <= 20; i++) {
            writer.open().write("line " + i + "\n").leave();
        }
        probe.awaitReceived(20);
        assertThat(probe.hasEnded()).isFalse();
        assertThat(probe.received().get(19)).isEqualTo("line 20");
        probe.cancel();
    }

    @Test
    void aStreamThatWaitsForTheNextWriterEndsWithItsEnd() {
        Probe<String> probe = Probe.of(lines(WhenWritersLeft.WAIT).receive(), Long.MAX_VALUE);
        writer.open().write("one\n").leave();
        probe.awaitReceived(1);
        settle();
        end.close();
        assertThat(probe.awaitEnd()).isNull();
    }

    @Test
    void aStreamThatWaitsGoesOnWhenTheNameIsGone() {
        Probe<String> probe = Probe.of(lines(WhenWritersLeft.WAIT).receive(), Long.MAX_VALUE);
        writer.open().write("one\n");
        probe.awaitReceived(1);
        Fifo.remove(path);
        writer.leave();
        settle();
        assertThat(probe.hasEnded()).isFalse();
        probe.cancel();
    }

    @Test
    void afterACompletionALaterSubscriptionWaitsForTheNextWriter() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        for (int i = 0; i < 5; i++) {
            Probe<String> probe = Probe.of(receiver.receive(), Long.MAX_VALUE);
            settle();
            assertThat(probe.hasEnded()).isFalse();
            writer.open().write("line " + i + "\n").leave();
            assertThat(probe.awaitEnd()).isNull();
            assertThat(probe.received()).containsExactly("line " + i);
        }
    }

    @Test
    void allStreamsOfAReceiverCompleteWithTheLastWriter() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        Probe<String> first = Probe.of(receiver.receive(), Long.MAX_VALUE);
        Probe<String> second = Probe.of(receiver.receive(), Long.MAX_VALUE);
        Queues.passThrough(EventLoop.shared()); // one that begins behind the end would wait for the next writer
        writer.open().write("one\n").leave();
        assertThat(first.awaitEnd()).isNull();
        assertThat(second.awaitEnd()).isNull();
        assertThat(first.receivedCount() + second.receivedCount()).isEqualTo(1);
    }

    @Test
    void aPipeWithoutANameEndsAtEachSubscription() {
        try (Pipe pipe = Pipe.open()) {
            PipeReceiver<String> receiver = PipeReceiver.create(pipe.readEnd(), LINES);
            pipe.writeEnd().tryWrite(UTF_8.encode("one\n"));
            pipe.writeEnd().close();
            Probe<String> first = Probe.of(receiver.receive(), Long.MAX_VALUE);
            assertThat(first.awaitEnd()).isNull();
            assertThat(first.received()).containsExactly("one");
            assertThat(Probe.of(receiver.receive(), 1).awaitEnd()).isNull();
        }
    }

    @Test
    void packetsComeOneByOne() {
        try (Pipe pipe = Pipe.open()) {
            pipe.writeEnd().packetMode(true);
            for (String packet : new String[] {"one", "two", "three"}) {
                pipe.writeEnd().tryWrite(UTF_8.encode(packet));
            }
            StepVerifier.create(PipeReceiver.create(pipe.readEnd(), Framing.text(Framing.packets(), UTF_8))
                            .receive())
                    .expectNext("one", "two", "three")
                    .thenCancel()
                    .verify(Bounds.SOON);
        }
    }

    @Test
    void aStopKeepsWhatWasReadAhead() {
        PipeReceiver<String> receiver = lines(WhenWritersLeft.COMPLETE);
        writer.open().write("one\ntwo\nthr");
        Probe<String> probe = Probe.of(receiver.receive(), 1);
        probe.awaitReceived(1);
        assertThatThrownBy(receiver::takeReadAhead).isInstanceOf(IllegalStateException.class);
        receiver.stop();
        assertThat(probe.awaitEnd()).isNull();
        assertThat(new String(receiver.takeReadAhead(), UTF_8)).isEqualTo("two\nthr");
        assertThat(receiver.takeReadAhead()).isEmpty();
        assertThat(end.isOpen()).isTrue();
        assertThat(Probe.of(receiver.receive(), 1).awaitEnd()).isNull();
    }

    @Test
    void aReceiverThatOpensAPathClosesItAndOneThatWasGivenAnEndDoesNot() {
        PipeReceiver<String> opened = PipeReceiver.open(path, LINES);
        Probe<String> probe = Probe.of(opened.receive(), 1);
        settle();
        opened.close();
        assertThat(probe.awaitEnd()).isNull();
        PipeReceiver<String> given = lines(WhenWritersLeft.COMPLETE);
        given.close();
        assertThat(end.isOpen()).isTrue();
        assertThat(end.tryRead(ByteBuffer.allocate(1))).isEqualTo(PipeReadEnd.END);
    }

    @Test
    void anEndThatWasClosedBeforeIsAnError() {
        end.close();
        assertThat(Probe.of(lines(WhenWritersLeft.COMPLETE).receive(), 1).awaitEnd())
                .isInstanceOf(ClosedHandleException.class)
                .hasMessageStartingWith("read(")
                .hasMessageEndingWith("EBADF, bad file descriptor. The pipe was closed before.");
    }

    @Test
    void aClosedLoopIsAnError() {
        EventLoop loop = EventLoop.create();
        PipeReceiver<String> receiver =
                PipeReceiver.create(end, LINES, PipeReceiverOptions.create().eventLoop(loop));
        Probe<String> open = Probe.of(receiver.receive(), 1);
        Queues.passThrough(loop);
        loop.close();
        assertThat(open.awaitEnd()).isInstanceOf(RejectedExecutionException.class);
        assertThat(Probe.of(receiver.receive(), 1).awaitEnd()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aRequestThatIsNotPositiveIsAnError() {
        Probe<String> probe = Probe.of(lines(WhenWritersLeft.COMPLETE).receive(), 0);
        probe.request(-1);
        assertThat(probe.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
    }
}
