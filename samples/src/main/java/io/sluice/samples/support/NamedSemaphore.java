package io.sluice.samples.support;

import io.sluice.semaphore.PosixSemaphore;

/** A semaphore that other processes find by its name, until it is closed. */
public final class NamedSemaphore implements AutoCloseable {
    private final PosixSemaphore semaphore;

    private NamedSemaphore(PosixSemaphore semaphore) {
        this.semaphore = semaphore;
    }

    /**
     * Creates it.
     *
     * @param name the semaphore's name, which nobody has taken
     * @param permits how many permits it has
     * @return the semaphore, to be closed
     */
    public static NamedSemaphore create(String name, int permits) {
        return new NamedSemaphore(PosixSemaphore.builder(name).value(permits).create());
    }

    /**
     * The handle of this process.
     *
     * @return the open semaphore
     */
    public PosixSemaphore semaphore() {
        return semaphore;
    }

    /**
     * What other processes open it by.
     *
     * @return the name
     */
    public String name() {
        return semaphore.name();
    }

    /** Removes the name and closes the handle. */
    @Override
    public void close() {
        try (semaphore) {
            PosixSemaphore.unlink(semaphore.name());
        }
    }
}
