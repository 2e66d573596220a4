package io.sluice.benchmarks;

import io.sluice.ring.Ring;
import java.util.ArrayList;
import java.util.List;

/** Any number of rings, for many producers each. */
final class RoundRings implements RoundQueues {
    private static int created;

    private final List<Ring> rings = new ArrayList<>();
    private final Thread hook = new Thread(this::remove);

    RoundRings(int count, int capacity) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            for (int i = 0; i < count; i++) {
                String name =
                        "/sluice-benchmark-ring-" + ProcessHandle.current().pid() + "-" + created++;
                rings.add(Ring.builder(name).capacity(capacity).create());
            }
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    @Override
    public List<String> names() {
        return rings.stream().map(Ring::name).toList();
    }

    @Override
    public void requireEmpty(String contestant) {
        for (Ring ring : rings) {
            long left = ring.status().usedBytes();
            if (left != 0) {
                throw new BenchmarkException(contestant + ": " + left + " bytes were left in the ring");
            }
        }
    }

    private void remove() {
        for (Ring ring : rings) {
            Ring.unlink(ring.name());
            ring.close();
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
