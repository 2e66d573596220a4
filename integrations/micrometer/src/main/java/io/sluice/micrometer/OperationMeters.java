package io.sluice.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.sluice.reactor.OperationRecorder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The meters of all sends to one object, or of all acquisitions from one. */
final class OperationMeters implements OperationRecorder {
    private final MeterRegistry registry;
    private final Tags tags;
    private final String prefix;
    private final Counter done;
    /** Null for acquisitions. */
    private final @Nullable Counter bytes;

    private final Counter cancellations;
    private final Timer waits;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();

    private OperationMeters(MeterRegistry registry, Tags tags, String prefix, Counter done, @Nullable Counter bytes) {
        this.registry = registry;
        this.tags = tags;
        this.prefix = prefix;
        this.done = done;
        this.bytes = bytes;
        cancellations = Counter.builder(prefix + ".cancellations")
                .description("Those that were cancelled before they had an effect")
                .baseUnit("operations")
                .tags(tags)
                .register(registry);
        waits = Timer.builder(prefix + ".waits")
                .description("How long those have waited that had to wait")
                .tags(tags)
                .register(registry);
        Gauge.builder(prefix + ".waiting", waiting, AtomicInteger::get)
                .description("Those that wait now")
                .baseUnit("operations")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    static OperationMeters ofSends(MeterRegistry registry, Tags tags) {
        Counter messages = Counter.builder("sluice.send.messages")
                .description("Messages that were sent")
                .baseUnit("messages")
                .tags(tags)
                .register(registry);
        Counter bytes = Counter.builder("sluice.send.bytes")
                .description("Their bytes")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
        return new OperationMeters(registry, tags, "sluice.send", messages, bytes);
    }

    static OperationMeters ofAcquisitions(MeterRegistry registry, Tags tags) {
        Counter acquisitions = Counter.builder("sluice.acquire.acquisitions")
                .description("Permits or locks that were acquired")
                .baseUnit("operations")
                .tags(tags)
                .register(registry);
        OperationMeters meters = new OperationMeters(registry, tags, "sluice.acquire", acquisitions, null);
        Gauge.builder("sluice.acquire.held", meters.held, AtomicInteger::get)
                .description("Permits or locks that were acquired here and not given back")
                .baseUnit("permits")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        return meters;
    }

    @Override
    public void waiting() {
        waiting.incrementAndGet();
    }

    @Override
    public void waited(long nanos) {
        waiting.decrementAndGet();
        waits.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void done(long size) {
        done.increment();
        if (bytes == null) {
            held.incrementAndGet();
        } else if (size > 0) {
            bytes.increment((double) size);
        }
    }

    @Override
    public void refused(String reason) {
        Counter.builder(prefix + ".refusals")
                .description("Those that have failed, by the errno")
                .baseUnit("operations")
                .tags(tags.and("reason", reason))
                .register(registry)
                .increment();
    }

    @Override
    public void cancelled() {
        cancellations.increment();
    }

    @Override
    public void released() {
        held.decrementAndGet();
    }
}
