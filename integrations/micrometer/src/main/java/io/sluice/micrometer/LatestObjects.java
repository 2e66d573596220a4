package io.sluice.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sluice.reactor.FillLevel;
import io.sluice.reactor.MeteredObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/**
 * The handles of one object, and the gauges that are read from one of them which is open. They hold no handle: one that nobody
 * uses any more can be collected.
 */
final class LatestObjects {
    /** When there are more, those that are closed are looked for. */
    private static final int FEW = 8;

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<MeteredObject> objects = new CopyOnWriteArrayList<>();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    LatestObjects(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** How many are kept. */
    int size() {
        return objects.size();
    }

    /** Adds an object. One of the same handle as another takes no room: each receiver and sender brings one. */
    void add(MeteredObject object) {
        if (objects.contains(object)) {
            return;
        }
        if (objects.size() >= FEW) {
            objects.removeIf(before -> before.levels().stream().allMatch(level -> Double.isNaN(level.current())));
        }
        objects.add(object);
        for (FillLevel level : object.levels()) {
            register(level);
        }
    }

    private void register(FillLevel level) {
        String unit = level.unit();
        if (!registered.add(unit)) {
            return;
        }
        String name = "permits".equals(unit) ? "sluice.semaphore.permits" : "sluice.queue." + unit;
        Gauge.builder(name, this, self -> self.read(unit, FillLevel::current))
                .description("How many " + unit + " there are in it now")
                .baseUnit(unit)
                .tags(tags)
                .strongReference(true)
                .register(registry);
        if (!Double.isNaN(level.limit())) {
            Gauge.builder(name + ".max", this, self -> self.read(unit, FillLevel::limit))
                    .description("How many " + unit + " it holds")
                    .baseUnit(unit)
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private double read(String unit, ToDoubleFunction<FillLevel> number) {
        MeteredObject[] all = objects.toArray(MeteredObject[]::new);
        for (int i = all.length - 1; i >= 0; i--) {
            for (FillLevel level : all[i].levels()) {
                double value = level.unit().equals(unit) ? number.applyAsDouble(level) : Double.NaN;
                if (!Double.isNaN(value)) {
                    return value;
                }
            }
        }
        return Double.NaN;
    }
}
