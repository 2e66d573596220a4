package io.sluice.trial.guard;

import io.sluice.lock.LockFileOptions;
import io.sluice.lock.LockKind;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.FileLockerOptions;
import io.sluice.reactor.lock.HeldLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** An exclusive lock on a whole file. */
final class LockGuard implements Guard {
    private final Path file;
    private final FileLockerOptions options;
    private volatile FileLocker locker;

    private LockGuard(LockKind kind) {
        try {
            file = Files.createTempFile("sluice-guard-", ".lock");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options = FileLockerOptions.create().file(LockFileOptions.create().kind(kind));
        locker = FileLocker.create(file, options);
    }

    static Guard ofd() {
        return new LockGuard(LockKind.OFD);
    }

    static Guard flock() {
        return new LockGuard(LockKind.FLOCK);
    }

    @Override
    public <T> Flux<T> with(Supplier<Publisher<T>> work) {
        return locker.withLock(LockMode.EXCLUSIVE, LockRange.whole(), work);
    }

    @Override
    public <T> Flux<T> with(Duration timeout, Supplier<Publisher<T>> work) {
        return locker.withLock(LockMode.EXCLUSIVE, LockRange.whole(), timeout, work);
    }

    @Override
    public void reopen() {
        FileLocker closed = locker;
        locker = FileLocker.create(file, options);
        closed.close();
    }

    @Override
    public int left() {
        HeldLock lock = locker.tryLock(LockMode.EXCLUSIVE, LockRange.whole()).block();
        return lock != null && lock.release() ? 1 : 0;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void close() {
        locker.close();
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
