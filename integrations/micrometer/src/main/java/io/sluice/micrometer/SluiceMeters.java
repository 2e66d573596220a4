package io.sluice.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.ReceiveRecorder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records what streams, sends and acquisitions do in meters of a registry. Have one of it for a registry, and make it the shared
 * recorder, or give it in the options of receivers and senders.
 *
 * <pre>{@code
 * SluiceMeters meters = SluiceMeters.create(new SimpleMeterRegistry());
 * MetricsRecorder.replaceShared(meters);
 * }</pre>
 *
 * <p>The tags are the kind and the name of the object, such as {@code posix-mq} and {@code /orders}. Where there are many names,
 * a {@link io.micrometer.core.instrument.config.MeterFilter} of the registry can replace or drop them. Objects that know how full
 * they are get gauges as well ({@link FillLevelMeters}).
 *
 * <p>Of the elements of one stream, the handling of the first and of every sixteenth is timed: to read the clock twice for each
 * would cost a fast stream several percent of its throughput. May be used from any thread.
 */
public final class SluiceMeters implements MetricsRecorder {
    /** Of so many elements of a stream, the handling of one is timed. A power of two. */
    static final int HANDLING_SAMPLE = 16;

    private record Key(String kind, String name) {}

    private final MeterRegistry registry;
    private final Tags common;
    private final Map<Key, ReceiveMeters> receiving = new ConcurrentHashMap<>();
    private final Map<Key, OperationMeters> sending = new ConcurrentHashMap<>();
    private final Map<Key, OperationMeters> acquiring = new ConcurrentHashMap<>();
    private final Map<Key, LatestObjects> objects = new ConcurrentHashMap<>();

    private SluiceMeters(MeterRegistry registry, Tags common) {
        this.registry = registry;
        this.common = common;
    }

    /**
     * Makes a recorder. Meters are registered when the first stream, sender or acquirer of an object begins.
     *
     * @param registry where the meters are
     * @return the recorder
     */
    public static SluiceMeters create(MeterRegistry registry) {
        return create(registry, Tags.empty());
    }

    /**
     * Makes a recorder whose meters have further tags.
     *
     * @param registry where the meters are
     * @param common the tags that each meter has in addition
     * @return the recorder
     */
    public static SluiceMeters create(MeterRegistry registry, Tags common) {
        return new SluiceMeters(Objects.requireNonNull(registry, "registry"), Objects.requireNonNull(common, "common"));
    }

    @Override
    public ReceiveRecorder receiving(MeteredObject object) {
        addLevels(object);
        return receiving
                .computeIfAbsent(key(object), key -> new ReceiveMeters(registry, tags(key)))
                .begin();
    }

    @Override
    public OperationRecorder sending(MeteredObject object) {
        addLevels(object);
        return sending.computeIfAbsent(key(object), key -> OperationMeters.ofSends(registry, tags(key)));
    }

    @Override
    public OperationRecorder acquiring(MeteredObject object) {
        addLevels(object);
        return acquiring.computeIfAbsent(key(object), key -> OperationMeters.ofAcquisitions(registry, tags(key)));
    }

    /**
     * Registers the gauges of how full an object is, before or without a stream or sender of it. Handles of one name follow each
     * other: the gauges show the latest that is open.
     *
     * @param object the object; nothing happens where it has no levels
     */
    public void watch(MeteredObject object) {
        addLevels(Objects.requireNonNull(object, "object"));
    }

    private void addLevels(MeteredObject object) {
        if (!object.levels().isEmpty()) {
            objects.computeIfAbsent(key(object), key -> new LatestObjects(registry, tags(key)))
                    .add(object);
        }
    }

    private static Key key(MeteredObject object) {
        return new Key(object.kind(), object.name());
    }

    private Tags tags(Key key) {
        return common.and("kind", key.kind, "name", key.name);
    }

    @Override
    public String toString() {
        return "SluiceMeters(" + registry.getClass().getSimpleName() + ")";
    }
}
