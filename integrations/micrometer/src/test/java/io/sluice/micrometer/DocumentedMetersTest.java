package io.sluice.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.ring.Ring;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.SysvTestSets;
import io.sluice.testing.TestQueues;
import io.sluice.testing.TestRings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The tables of docs/micrometer.md are the meters that a run over all kinds registers. */
class DocumentedMetersTest {
    private static final Path PAGE = Path.of("../../docs/micrometer.md");
    private static final Pattern METER =
            Pattern.compile("(?m)^\\| `(sluice\\.[a-z.]+)` \\| ([a-z ]+) \\| ([a-z]+) \\| ([`a-z, ]+) \\|");
    private static final Pattern KIND = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ");

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    @RegisterExtension
    final SysvTestSets sets = new SysvTestSets();

    @RegisterExtension
    final TestRings rings = new TestRings();

    @TempDir
    Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private String page;

    @BeforeEach
    void runAllKinds() throws IOException {
        page = Files.readString(PAGE);
        AllKinds kinds = new AllKinds(SluiceMeters.create(registry));
        PosixMessageQueue queue = queues.create(2, 64);
        Ring ring = rings.create();
        kinds.gauges(registry, ring);
        kinds.posix(queue);
        kinds.notifications(queue);
        kinds.sysv(sysvQueues.create());
        kinds.ring(ring);
        kinds.pipe();
        kinds.timer();
        kinds.signal();
        kinds.folder(folder);
        kinds.process();
        kinds.word();
        kinds.set(sets.create(1));
        kinds.lock(folder.resolve("lock"));
        String name = queue.name() + "-permits";
        try (PosixSemaphore semaphore = PosixSemaphore.builder(name).value(1).create()) {
            kinds.semaphore(semaphore);
        } finally {
            PosixSemaphore.unlink(name);
        }
        PosixMessageQueue.unlink(queue.name());
        kinds.failing(queue);
    }

    /** A row: the type, the base unit and the tags. */
    private record Row(String type, String unit, Set<String> tags) {
        static Row of(Meter meter) {
            Meter.Id id = meter.getId();
            String unit = id.getBaseUnit() == null ? "none" : id.getBaseUnit();
            Set<String> tags = id.getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
            return new Row(id.getType().name().toLowerCase(java.util.Locale.ROOT), unit, tags);
        }
    }

    @Test
    void eachMeterIsInTheTableWithItsTypeUnitAndTags() {
        Map<String, Row> documented = new TreeMap<>();
        METER.matcher(page)
                .results()
                .forEach(row -> documented.put(
                        row.group(1),
                        new Row(
                                row.group(2),
                                row.group(3),
                                new TreeSet<>(
                                        List.of(row.group(4).replace("`", "").split(", "))))));
        Map<String, Row> registered = new TreeMap<>();
        registry.getMeters().forEach(meter -> registered.put(meter.getId().getName(), Row.of(meter)));
        assertThat(registered).isEqualTo(documented);
    }

    @Test
    void eachKindIsInTheTable() {
        Set<String> documented =
                KIND.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toSet());
        Set<String> registered = registry.getMeters().stream()
                .map(meter -> meter.getId().getTag("kind"))
                .filter(kind -> kind != null)
                .collect(Collectors.toSet());
        assertThat(registered).isEqualTo(documented);
    }

    @Test
    void eachKindHasCountedWhatItDid() {
        for (String kind : List.of(
                "posix-mq",
                "posix-mq-notification",
                "sysv-mq",
                "ring",
                "pipe",
                "timer",
                "signal",
                "folder",
                "process",
                "word")) {
            assertThat(sum("sluice.receive.messages", kind)).as(kind).isPositive();
            Bounds.await("no stream of " + kind + " is left").until(() -> sum("sluice.receive.streams", kind) == 0);
        }
        for (String kind : List.of("posix-mq", "sysv-mq", "ring", "pipe")) {
            assertThat(sum("sluice.send.messages", kind)).as(kind).isPositive();
            assertThat(sum("sluice.send.bytes", kind)).as(kind).isPositive();
            assertThat(sum("sluice.receive.bytes", kind)).as(kind).isPositive();
        }
        for (String kind : List.of("posix-semaphore", "sysv-semaphore", "lock")) {
            assertThat(sum("sluice.acquire.acquisitions", kind)).as(kind).isEqualTo(1);
            assertThat(sum("sluice.acquire.refusals", kind)).as(kind).isEqualTo(1);
            assertThat(sum("sluice.acquire.held", kind)).as(kind).isZero();
        }
    }

    private double sum(String name, String kind) {
        Collection<Meter> meters = registry.get(name).tags("kind", kind).meters();
        return meters.stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum();
    }
}
