package io.sluice.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sluice.reactor.MeteredObject;
import java.util.Objects;

/**
 * Gauges of how full a queue, a pipe or a ring is, or of the permits that a semaphore has left. For an object without a stream or
 * sender: those register the same gauges themselves.
 *
 * <pre>{@code
 * FillLevelMeters.of(MeteredObject.of(ring)).bindTo(new SimpleMeterRegistry());
 * }</pre>
 *
 * <p>The kernel is asked when the gauge is read. It gives NaN where the handle is closed or collected, or the queue was unlinked.
 */
public final class FillLevelMeters implements MeterBinder {
    private final MeteredObject object;
    private final Tags common;

    private FillLevelMeters(MeteredObject object, Tags common) {
        this.object = object;
        this.common = common;
    }

    /**
     * The gauges of an object.
     *
     * @param object the object; it has no gauges where it has no levels
     * @return what registers them
     */
    public static FillLevelMeters of(MeteredObject object) {
        return of(object, Tags.empty());
    }

    /**
     * The gauges of an object, with further tags.
     *
     * @param object the object; it has no gauges where it has no levels
     * @param common the tags that each gauge has in addition
     * @return what registers them
     */
    public static FillLevelMeters of(MeteredObject object, Tags common) {
        return new FillLevelMeters(Objects.requireNonNull(object, "object"), Objects.requireNonNull(common, "common"));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        new LatestObjects(registry, common.and("kind", object.kind(), "name", object.name())).add(object);
    }
}
