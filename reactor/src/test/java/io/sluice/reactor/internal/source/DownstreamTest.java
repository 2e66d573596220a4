package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.reactor.CountedMetrics;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a stream and its subscriber say to each other, with an owner that only writes down what it is asked for. */
class DownstreamTest {
    private final List<String> asked = new ArrayList<>();
    private final Probe<String> probe = Probe.unsubscribed(0);
    private final CountedMetrics counted = new CountedMetrics();
    private OutOfMemoryError noRoom;

    private final Downstream<String> downstream = new Downstream<>(probe, new Downstream.Owner() {
        @Override
        public void wakeUp() {
            asked.add("wake up");
        }

        @Override
        public void interrupt() {
            asked.add("interrupt");
        }

        @Override
        public void release() {
            asked.add("release");
            if (noRoom != null) {
                throw noRoom;
            }
        }
    });

    @AfterEach
    void forgetHandler() {
        Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    private void record() {
        downstream.recordedBy(new StreamMeter<>(
                counted.receiving(MeteredObject.of("test", "a")), (String element) -> element.length()));
    }

    @Test
    void aCancelInterruptsItsOwnerBeforeItWakesItUp() {
        downstream.cancel();
        assertThat(asked).containsExactly("interrupt", "wake up");
        assertThat(downstream.isCancelled()).isTrue();
        assertThat(downstream.isToEnd()).isTrue();
    }

    @Test
    void aStopIsNoCancel() {
        downstream.stop();
        assertThat(asked).containsExactly("interrupt", "wake up");
        assertThat(downstream.isCancelled()).isFalse();
        assertThat(downstream.isToEnd()).isTrue();
        assertThat(downstream.tryTake(() -> "too late")).isNull();
    }

    @Test
    void aSubscriberThatHasCancelledIsNotNotified() {
        downstream.cancel();
        downstream.complete();
        downstream.fail(new IllegalStateException("too late"));
        assertThat(probe.ends()).isZero();
        assertThat(asked).containsExactly("interrupt", "wake up", "release");
    }

    @Test
    void theSubscriberLearnsOfTheEndAlsoWhereTheHeapHasNoRoomToRelease() {
        AtomicReference<Throwable> reported = new AtomicReference<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> reported.set(thrown));
        noRoom = new OutOfMemoryError("expected");
        downstream.complete();
        assertThat(probe.ends()).isEqualTo(1);
        assertThat(probe.error()).isNull();
        assertThat(reported).hasValue(noRoom);
    }

    @Test
    void whatIsRecordedIsTheElementsAndTheEnd() {
        record();
        downstream.request(2);
        assertThat(downstream.hasDemand()).isTrue();
        assertThat(downstream.emit("four")).isTrue();
        downstream.fail(new IllegalStateException("expected"));
        assertThat(downstream.emit("more")).isFalse();
        assertThat(probe.received()).containsExactly("four");
        assertThat(counted.delivered).hasValue(1);
        assertThat(counted.ends).hasSize(1).doesNotContain("null");
    }

    @Test
    void whatComesAfterACancelIsDiscardedAndRecordedSo() {
        record();
        downstream.request(1);
        downstream.cancel();
        downstream.emitOrDiscard("too late");
        downstream.endIfAsked();
        assertThat(probe.discarded()).containsExactly("too late");
        assertThat(counted.discarded).hasValue(1);
        assertThat(counted.delivered).hasValue(0);
        assertThat(counted.ends).containsExactly("null");
    }

    @Test
    void aStreamThatHasEndedLeavesItsSwitch() {
        StopSwitch stopSwitch = new StopSwitch();
        downstream.stoppedBy(stopSwitch);
        downstream.complete();
        asked.clear();
        stopSwitch.stop();
        assertThat(asked).isEmpty();
    }

    @Test
    void knowsItsSubscriber() {
        assertThat(downstream.actual()).isSameAs(probe);
        assertThat(downstream.toString()).isEqualTo(SubscriberNames.of(probe));
    }
}
