package io.sluice.ring;

import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.CountedCloses;
import io.sluice.mapping.StressedMemory;
import io.sluice.mapping.internal.MappedRegion;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A ring in memory of this process, with the classes that use one in shared memory. Its waits do not look by themselves, so a
 * wake-up that is lost is noticed. Rings are used again: more of them than states are in use at once.
 */
final class StressedRing {
    static final int CAPACITY = RingLayout.SMALLEST_CAPACITY;

    private static final int COUNT = 1 << 14;
    private static final AtomicReferenceArray<StressedRing> RINGS = new AtomicReferenceArray<>(COUNT);
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final long LONG = TimeUnit.HOURS.toNanos(1);
    private static final RingSettings SETTINGS = new RingSettings(0, LONG, LONG, LONG, null);

    final OpenRing open;
    final RingMemory memory;
    private final Set<RingSide> sides = ConcurrentHashMap.newKeySet();

    private StressedRing() {
        MappedRegion region = StressedMemory.region(RingLayout.size(CAPACITY));
        memory = new RingMemory(region, RingLayout.size(CAPACITY), CAPACITY);
        OwnedFd none = OwnedFd.of(CountedCloses.in(new AtomicInteger()), 3, "stressed");
        none.close(); // nobody can cut this memory off
        open = new OpenRing(none, region, memory, "stressed", ProducerKind.MANY, SETTINGS);
    }

    /** An empty ring. */
    static StressedRing take() {
        int index = NEXT.getAndIncrement() & (COUNT - 1);
        StressedRing ring = RINGS.get(index);
        if (ring == null) {
            ring = new StressedRing();
            RINGS.set(index, ring);
        }
        ring.memory.fillWithZeros(0, CAPACITY);
        ring.memory.setInt(RingLayout.CONSUMER_SLEEPS, 0);
        ring.memory.setInt(RingLayout.PRODUCERS_SLEEP, 0);
        ring.memory.setLong(RingLayout.TAKEN, 0);
        ring.memory.setTail(0);
        ring.memory.setHead(0);
        return ring;
    }

    RingProducer producer() {
        return new RingProducer(open, side());
    }

    RingSide side() {
        if (!open.region().acquire()) {
            throw new IllegalStateException("nobody closes this memory");
        }
        return new RingSide(open, null, sides);
    }
}
