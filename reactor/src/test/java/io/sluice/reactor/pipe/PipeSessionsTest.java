package io.sluice.reactor.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** One inner stream for each time that writers come and leave. */
class PipeSessionsTest {
    @TempDir
    private Path folder;

    private PipeReadEnd end;
    private FifoWriter writer;
    private PipeReceiver<String> receiver;

    @BeforeEach
    void open() {
        Path path = folder.resolve("fifo");
        Fifo.create(path);
        end = PipeReadEnd.open(path);
        writer = new FifoWriter(path);
        receiver = PipeReceiver.create(end, Framing.text(Framing.lines(), UTF_8));
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

    @Test
    void eachTimeThatWritersComeIsAStreamOfItsOwn() {
        Probe<List<String>> probe = Probe.of(receiver.sessions().concatMap(Flux::collectList, 0), Long.MAX_VALUE);
        for (int i = 1; i <= 5; i++) {
            writer.open().write(i + "a\n").write(i + "b\n").leave();
            probe.awaitReceived(i);
        }
        assertThat(probe.received())
                .containsExactly(
                        List.of("1a", "1b"),
                        List.of("2a", "2b"),
                        List.of("3a", "3b"),
                        List.of("4a", "4b"),
                        List.of("5a", "5b"));
        end.close();
        assertThat(probe.awaitEnd()).isNull();
    }

    @Test
    void withoutDemandForASessionNothingIsRead() {
        Probe<Flux<String>> probe = Probe.of(receiver.sessions(), 0);
        writer.open().write("one\n").leave();
        settle();
        assertThat(probe.receivedCount()).isZero();
        assertThat(end.readableBytes()).isEqualTo(4);
        probe.request(1);
        probe.awaitReceived(1);
        settle();
        assertThat(end.readableBytes()).isEqualTo(4);
        assertThat(probe.received().get(0).collectList().block()).containsExactly("one");
        probe.cancel();
    }

    @Test
    void theNextSessionWaitsForTheEndOfTheOneBefore() {
        Probe<Flux<String>> probe = Probe.of(receiver.sessions(), Long.MAX_VALUE);
        writer.open().write("one\n").write("two\n");
        probe.awaitReceived(1);
        Probe<String> first = Probe.of(probe.received().get(0), 1);
        first.awaitReceived(1);
        settle();
        assertThat(probe.receivedCount()).isEqualTo(1);
        first.cancel(); // in the middle: the rest is a session of its own
        probe.awaitReceived(2);
        Probe<String> second = Probe.of(probe.received().get(1), Long.MAX_VALUE);
        writer.leave();
        assertThat(second.awaitEnd()).isNull();
        assertThat(second.received()).containsExactly("two");
        probe.cancel();
    }

    @Test
    void aSessionCanBeSubscribedToOnce() {
        Probe<Flux<String>> probe = Probe.of(receiver.sessions(), 1);
        writer.open().write("one\n").leave();
        probe.awaitReceived(1);
        Flux<String> session = probe.received().get(0);
        assertThat(session.collectList().block()).containsExactly("one");
        assertThat(Probe.of(session, 1).awaitEnd()).isInstanceOf(IllegalStateException.class);
        probe.cancel();
    }

    @Test
    void aSessionGoesOnWhenTheOuterStreamIsCancelled() {
        Probe<Flux<String>> probe = Probe.of(receiver.sessions(), 1);
        writer.open().write("one\n");
        probe.awaitReceived(1);
        probe.cancel();
        Probe<String> session = Probe.of(probe.received().get(0), Long.MAX_VALUE);
        writer.write("two\n").leave();
        assertThat(session.awaitEnd()).isNull();
        assertThat(session.received()).containsExactly("one", "two");
    }

    @Test
    void aPartialRecordFailsItsSessionAlone() {
        Probe<String> probe = Probe.of(
                receiver.sessions()
                        .concatMap(
                                session -> session.onErrorResume(
                                        PartialRecordException.class,
                                        partial -> Flux.just("partial " + new String(partial.bytes(), UTF_8))),
                                0),
                Long.MAX_VALUE);
        writer.open().write("one\nhal").leave();
        probe.awaitReceived(2);
        writer.open().write("two\n").leave();
        probe.awaitReceived(3);
        assertThat(probe.received()).containsExactly("one", "partial hal", "two");
        probe.cancel();
    }

    @Test
    void aLengthThatLiesFailsItsSessionAndTheNextWritersAreRead() {
        Probe<String> probe = Probe.of(
                PipeReceiver.create(end, Framing.text(Framing.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, 60), UTF_8))
                        .sessions()
                        .concatMap(
                                session -> session.onErrorResume(
                                        RecordLengthException.class, lie -> Flux.just("lie of " + lie.length())),
                                0),
                Long.MAX_VALUE);
        String one = "1" + "x".repeat('1');
        writer.open().write(one + "~garbage").write("0and more").leave();
        probe.awaitReceived(2);
        settle();
        writer.open().write(one).leave();
        probe.awaitReceived(3);
        String record = "x".repeat('1');
        assertThat(probe.received()).containsExactly(record, "lie of " + (int) '~', record);
        probe.cancel();
    }

    @Test
    void aStopEndsTheSessionAndTheOuterStream() {
        Probe<Flux<String>> probe = Probe.of(receiver.sessions(), 1);
        writer.open().write("one\n");
        probe.awaitReceived(1);
        Probe<String> session = Probe.of(probe.received().get(0), Long.MAX_VALUE);
        session.awaitReceived(1);
        receiver.stop();
        assertThat(session.awaitEnd()).isNull();
        assertThat(probe.awaitEnd()).isNull();
        Bounds.await("the stop").until(end::isOpen);
    }
}
