package io.sluice.semaphore;

import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.Libc;

/** A semaphore with a name is open by the descriptor of its file. */
final class OpenFileHandle implements SemaphoreHandle {
    private final OwnedFd fd;

    OpenFileHandle(OwnedFd fd) {
        this.fd = fd;
    }

    @Override
    public boolean isOpen() {
        return fd.isOpen();
    }

    @Override
    public boolean acquire() {
        return fd.acquire();
    }

    @Override
    public void release() {
        fd.release();
    }

    @Override
    public boolean isWhole() {
        return SemaphoreFile.isSemaphore(Libc.get().files(), fd.number());
    }

    @Override
    public void close() {
        fd.close();
    }
}
