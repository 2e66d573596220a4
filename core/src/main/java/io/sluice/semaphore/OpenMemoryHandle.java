package io.sluice.semaphore;

import io.sluice.mapping.internal.MappedRegion;

/** A semaphore in memory is open until its own close or that of the memory. */
final class OpenMemoryHandle implements SemaphoreHandle {
    private final MappedRegion region;
    private volatile boolean closed;

    OpenMemoryHandle(MappedRegion region) {
        this.region = region;
    }

    @Override
    public boolean isOpen() {
        return !closed && region.isOpen();
    }

    @Override
    public boolean acquire() {
        return !closed && region.acquire();
    }

    @Override
    public void release() {
        region.release();
    }

    @Override
    public boolean isWhole() {
        return true; // a word that is not there is an error of its own
    }

    @Override
    public void close() {
        closed = true;
    }
}
