package io.sluice.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.sluice.reactor.ReceiveRecorder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The meters of all streams that receive from one object. */
final class ReceiveMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter messages;
    private final Counter bytes;
    private final Counter discards;
    private final Timer handling;
    private final AtomicInteger streams = new AtomicInteger();

    ReceiveMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        messages = Counter.builder("sluice.receive.messages")
                .description("Messages or other elements that went to subscribers")
                .baseUnit("messages")
                .tags(tags)
                .register(registry);
        bytes = Counter.builder("sluice.receive.bytes")
                .description("Their bytes")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
        discards = Counter.builder("sluice.receive.discards")
                .description("Messages that were taken and that no subscriber wanted any more")
                .baseUnit("messages")
                .tags(tags)
                .register(registry);
        handling = Timer.builder("sluice.receive.handling")
                .description("Time of an element in onNext, of a sample")
                .tags(tags)
                .register(registry);
        Gauge.builder("sluice.receive.streams", streams, AtomicInteger::get)
                .description("Streams that have begun and not ended")
                .baseUnit("streams")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    ReceiveRecorder begin() {
        streams.incrementAndGet();
        return new OfStream();
    }

    /** Its calls are serial, so it counts without synchronization which elements are in the sample. */
    private final class OfStream implements ReceiveRecorder {
        private static final long NOT_TIMED = 0;

        private int delivered;

        @Override
        public long delivering(long size) {
            messages.increment();
            if (size > 0) {
                bytes.increment((double) size);
            }
            boolean timed = (delivered++ & (SluiceMeters.HANDLING_SAMPLE - 1)) == 0;
            return timed ? System.nanoTime() | 1 : NOT_TIMED;
        }

        @Override
        public void delivered(long begun) {
            if (begun != NOT_TIMED) {
                handling.record(Math.max(0, System.nanoTime() - begun), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void discarded() {
            discards.increment();
        }

        @Override
        public void ended(@Nullable String reason) {
            streams.decrementAndGet();
            if (reason != null) {
                Counter.builder("sluice.receive.failures")
                        .description("Streams that have ended with an error, by its errno")
                        .baseUnit("streams")
                        .tags(tags.and("reason", reason))
                        .register(registry)
                        .increment();
            }
        }
    }
}
