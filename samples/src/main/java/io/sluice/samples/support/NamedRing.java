package io.sluice.samples.support;

import io.sluice.ring.Ring;

/** A ring that other processes find by its name, until it is closed. */
public final class NamedRing implements AutoCloseable {
    private final Ring ring;

    private NamedRing(Ring ring) {
        this.ring = ring;
    }

    /**
     * Creates it.
     *
     * @param name the ring's name, which nobody has taken
     * @param capacity how many bytes of records it holds, a power of two
     * @return the ring, to be closed
     */
    public static NamedRing create(String name, int capacity) {
        return new NamedRing(Ring.builder(name).capacity(capacity).create());
    }

    /**
     * The handle of this process.
     *
     * @return the open ring
     */
    public Ring ring() {
        return ring;
    }

    /**
     * What other processes open it by.
     *
     * @return the name
     */
    public String name() {
        return ring.name();
    }

    /** Removes the name and closes the handle. */
    @Override
    public void close() {
        try (ring) {
            Ring.unlink(ring.name());
        }
    }
}
