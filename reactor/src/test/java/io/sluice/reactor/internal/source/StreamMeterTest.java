package io.sluice.reactor.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.epoll.EventLoop;
import io.sluice.pipe.Pipe;
import io.sluice.reactor.CountedMetrics;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Probe;
import io.sluice.testing.Bounds;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a stream notifies its recorder of where its subscriber is gone. */
class StreamMeterTest {
    private final CountedMetrics counted = new CountedMetrics();

    @Test
    void anElementThatNobodyWantsAnyMoreCountsAsDiscarded() {
        AtomicReference<Probe<String>> subscriber = new AtomicReference<>();
        LoopReader<String> cancelling = source -> {
            String element = source.tryTake(() -> "element");
            if (element != null) {
                subscriber.get().cancel();
                source.emit(element);
            }
            return LoopReader.Found.NO_MORE;
        };
        try (Pipe pipe = Pipe.open()) {
            Metering<String> metering =
                    new Metering<>(() -> counted, () -> MeteredObject.of("test", "a"), String::length);
            Probe<String> probe = Probe.unsubscribed(1);
            subscriber.set(probe);
            new SourceFlux<>(
                            new StopSwitch(),
                            metering,
                            actual -> new LoopSource<>(actual, EventLoop.shared(), pipe.readEnd(), cancelling, null))
                    .subscribe(probe);
            Bounds.await("the stream has ended").until(() -> counted.ends.size() == 1);
            assertThat(probe.discarded()).containsExactly("element");
            assertThat(counted.discarded).hasValue(1);
            assertThat(counted.delivered).hasValue(0);
            assertThat(counted.ends).containsExactly("null");
        }
    }
}
