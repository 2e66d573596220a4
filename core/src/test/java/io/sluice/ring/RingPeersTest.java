package io.sluice.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.BlockedThreads;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestRings;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C programs on the other side of a ring, by sluice_ring.h: what they send and receive, and what is left where one is killed. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingPeersTest {
    private static final int CAPACITY = 1 << 12;
    private static final Duration SOON_GIVEN_UP = Duration.ofMillis(200);

    @RegisterExtension
    final TestRings rings = new TestRings();

    private RunningProgram peer(String name) {
        return rings.closing(CProgram.of("ring_peer").start(name));
    }

    private RunningProgram opened(Ring ring) {
        RunningProgram peer = peer(ring.name());
        assertThat(peer.ask("open")).isEqualTo("opened");
        return peer;
    }

    /** Who looks for the holders of a lock, in another JVM, has the files of the killed process open for a moment. */
    private static void awaitRelease(BooleanSupplier held) {
        Bounds.await("the lock of the killed process").until(() -> !held.getAsBoolean());
    }

    private Ring impatient(ProducerKind kind) {
        return rings.closing(Ring.builder(rings.name())
                .capacity(CAPACITY)
                .producers(kind)
                .unblockAfter(SOON_GIVEN_UP)
                .create());
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aCProgramReceivesWhatJavaWritesAndTheOtherWayRound(ProducerKind kind) {
        Ring ring = rings.create(CAPACITY, kind);
        RunningProgram peer = opened(ring);
        try (RingProducer producer = ring.producer()) {
            producer.tryWrite(RingMessage.ofText(7, "bolts"));
            producer.tryWrite(RingMessage.ofText(Integer.MAX_VALUE, ""));
        }
        assertThat(peer.ask("receive 0")).isEqualTo("7 5 bolts");
        assertThat(peer.ask("receive 0")).isEqualTo(Integer.MAX_VALUE + " 0 ");
        assertThat(peer.ask("receive 1")).isEqualTo("Connection timed out");
        assertThat(peer.ask("close")).isEqualTo("closed");
        assertThat(peer.ask("open")).isEqualTo("opened");
        assertThat(peer.ask("send 0 3 nuts")).isEqualTo("sent");
        assertThat(ring.consumer().poll()).isEqualTo(RingMessage.ofText(3, "nuts"));
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aRingThatACProgramHasCreatedIsOneForJava(ProducerKind kind) {
        String name = rings.name();
        RunningProgram peer = peer(name);
        assertThat(peer.ask("create " + kind.number() + " 4096")).isEqualTo("created");
        Ring ring = rings.open(name);
        assertThat(ring.capacity()).isEqualTo(CAPACITY);
        assertThat(ring.producers()).isEqualTo(kind);
        assertThat(Ring.list()).contains(name);
        assertThat(peer(name).ask("create 2 4096")).isEqualTo("File exists");
        assertThat(peer(rings.name()).ask("create 2 5000")).isEqualTo("Invalid argument");
    }

    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aSleeperOnEitherSideIsWokenUp(ProducerKind kind) {
        Ring ring = rings.create(CAPACITY, kind);
        RunningProgram peer = opened(ring);
        peer.say("receive 20000");
        peer.awaitAsleep();
        RingProducer producer = ring.producer();
        producer.tryWrite(RingMessage.ofText(1, "up"));
        assertThat(peer.line()).isEqualTo("1 2 up");
        boolean again = true;
        while (again) {
            again = producer.tryWrite(RingMessage.of(1, new byte[100]));
        }
        RecordedWait<Void> written = new RecordedWait<>();
        producer.blockingWrite(RingMessage.of(1, new byte[100]), written);
        BlockedThreads.await(1);
        assertThat(written.hasEnded()).isFalse();
        for (int i = 0; i < CAPACITY / 112 / 2; i++) {
            assertThat(peer.ask("receive 0")).startsWith("1 100 ");
        }
        assertThat(written.await().wasDone()).isTrue();
    }

    @Test
    void aCProgramThatSleepsIsWokenUpByARead() {
        Ring ring = rings.create();
        RunningProgram peer = opened(ring);
        boolean again = true;
        while (again) {
            again = peer.ask("try 1 100").equals("sent");
        }
        peer.say("send 20000 2 late");
        peer.awaitAsleep();
        RingConsumer consumer = ring.consumer();
        assertThat(consumer.read((type, message) -> true, 20)).isEqualTo(20);
        assertThat(peer.line()).isEqualTo("sent");
        Bounds.await("the late message").until(() -> {
            RingMessage next = consumer.poll();
            return next != null && next.type() == 2;
        });
        RecordedWait<RingMessage> received = new RecordedWait<>();
        consumer.blockingReceive(received);
        BlockedThreads.await(1);
        assertThat(peer.ask("send 0 3 up")).isEqualTo("sent");
        assertThat(received.await().message()).isEqualTo(RingMessage.ofText(3, "up"));
    }

    @Test
    void aSecondConsumerIsRefusedWithTheNameOfTheFirst() {
        Ring ring = rings.create();
        RunningProgram peer = opened(ring);
        assertThat(ring.status().hasConsumer()).isFalse();
        assertThat(peer.ask("receive 0")).isEqualTo("Connection timed out");
        assertThat(ring.status().hasConsumer()).isTrue();
        assertThat(ring.status().consumerPid()).isEqualTo(OptionalLong.of(peer.pid()));
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(ring::consumer)
                .returns(Errno.EBUSY, ErrnoException::errno)
                .withMessageContaining("Process " + peer.pid() + " (ring_peer) reads this ring");
        peer.kill();
        awaitRelease(() -> ring.status().hasConsumer());
        RingConsumer consumer = ring.consumer();
        assertThat(opened(ring).ask("receive 0")).isEqualTo("Device or resource busy");
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> rings.open(ring.name()).consumer())
                .withMessageContaining("Another handle of this process reads this ring");
        consumer.close();
        assertThat(ring.status().consumerPid()).isEmpty();
        assertThat(opened(ring).ask("receive 0")).isEqualTo("Connection timed out");
    }

    @Test
    void aSecondProducerOfARingForOneIsRefused() {
        Ring ring = rings.create(CAPACITY, ProducerKind.ONE);
        RingProducer producer = ring.producer();
        assertThat(ring.status().hasProducer()).isTrue();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(ring::producer)
                .returns(Errno.EBUSY, ErrnoException::errno);
        RunningProgram peer = opened(ring);
        assertThat(peer.ask("send 0 1 a")).isEqualTo("Device or resource busy");
        producer.close();
        assertThat(peer.ask("send 0 1 a")).isEqualTo("sent");
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(ring::producer);
        peer.kill();
        awaitRelease(() -> ring.status().hasProducer());
        assertThat(ring.producer().tryWrite(RingMessage.ofText(2, "b"))).isTrue();
        RingConsumer consumer = ring.consumer();
        assertThat(consumer.poll()).isEqualTo(RingMessage.ofText(1, "a"));
        assertThat(consumer.poll()).isEqualTo(RingMessage.ofText(2, "b"));
    }

    @Test
    void whatAKilledConsumerHadTakenIsNotDeliveredAgain() {
        Ring ring = rings.create();
        RingProducer producer = ring.producer();
        producer.tryWrite(RingMessage.ofText(1, "taken by the one that is killed"));
        producer.tryWrite(RingMessage.ofText(2, "left"));
        RunningProgram peer = opened(ring);
        assertThat(peer.ask("take")).isEqualTo("took");
        peer.kill();
        awaitRelease(() -> ring.status().hasConsumer());
        RingConsumer consumer = ring.consumer();
        assertThat(consumer.poll()).isEqualTo(RingMessage.ofText(2, "left"));
        assertThat(consumer.poll()).isNull();
        assertThat(ring.status().usedBytes()).isZero();
    }

    /** A producer that has marked its record, and one that was stopped even before. */
    @ParameterizedTest
    @EnumSource(ProducerKind.class)
    void aProducerThatIsKilledInsideAWriteHoldsUpTheOthersForTheBoundAlone(ProducerKind kind) {
        Ring ring = impatient(kind);
        for (String how :
                kind == ProducerKind.MANY ? new String[] {"claim 100", "move 100"} : new String[] {"claim 100"}) {
            RunningProgram first = opened(ring);
            first.ask("send 0 1 before");
            first.ask(how);
            first.kill();
            RunningProgram second = opened(ring);
            second.ask("send 0 2 behind");
            second.kill();
            try (RingConsumer consumer = ring.consumer()) {
                long begun = System.nanoTime();
                RecordedWait<RingMessage> wait = new RecordedWait<>(2);
                consumer.blockingReceive(wait);
                assertThat(wait.await().messages())
                        .containsExactly(RingMessage.ofText(1, "before"), RingMessage.ofText(2, "behind"));
                assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SOON_GIVEN_UP.toNanos());
            }
        }
        assertThat(ring.status().unblocked()).isEqualTo(kind == ProducerKind.MANY ? 2 : 1);
        assertThat(ring.status().usedBytes()).isZero();
    }

    @Test
    void severalKilledProducersHoldUpTheOthersForOneBound() {
        Ring ring = impatient(ProducerKind.MANY);
        for (String how : new String[] {"move 100", "claim 8", "move 0", "claim 300", "claim 0"}) {
            RunningProgram peer = opened(ring);
            peer.ask(how);
            peer.kill();
        }
        RingConsumer consumer = ring.consumer();
        assertThat(consumer.poll()).isNull();
        RingProducer producer = ring.producer();
        producer.tryWrite(RingMessage.ofText(1, "behind"));
        Bounds.await("the message behind").until(() -> consumer.poll() != null);
        assertThat(ring.status().unblocked()).isEqualTo(5);
        assertThat(producer.tryWrite(RingMessage.ofText(1, "another"))).isTrue();
        assertThat(consumer.poll()).isEqualTo(RingMessage.ofText(1, "another"));
    }

    @Test
    void aCConsumerGivesUpWhatAKilledProducerHasClaimed() {
        Ring ring = rings.create();
        RunningProgram first = opened(ring);
        first.ask("claim 100");
        first.kill();
        ring.producer().tryWrite(RingMessage.ofText(1, "behind"));
        RunningProgram peer = opened(ring);
        assertThat(peer.ask("unblock 50")).isEqualTo("unblocks");
        assertThat(peer.ask("receive 0")).isEqualTo("Connection timed out");
        assertThat(peer.ask("receive 20000")).isEqualTo("1 6 behind");
        assertThat(ring.status().unblocked()).isEqualTo(1);
    }

    @Test
    void whatIsClaimedBehindTheLookIsNotGivenUpWithWhatIsBeforeIt() {
        Ring ring = impatient(ProducerKind.MANY);
        RunningProgram killed = opened(ring);
        killed.ask("move 16");
        killed.kill();
        RingConsumer consumer = ring.consumer();
        assertThat(consumer.poll()).isNull(); // the bound runs from here on
        RunningProgram slow = opened(ring);
        slow.ask("move 16");
        ring.producer().tryWrite(RingMessage.ofText(1, "behind both"));
        Bounds.await("the first record to be given up").until(() -> {
            assertThat(consumer.poll()).isNull();
            return ring.status().unblocked() == 1;
        });
        assertThat(ring.status().consumedBytes()).isEqualTo(24);
        Bounds.await("the second one").until(() -> consumer.poll() != null);
        assertThat(ring.status().unblocked()).isEqualTo(2);
    }
}
