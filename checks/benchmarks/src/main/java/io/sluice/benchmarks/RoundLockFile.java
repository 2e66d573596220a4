package io.sluice.benchmarks;

import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One file to lock. */
final class RoundLockFile implements RoundQueues {
    private final Path file;
    private final Thread hook = new Thread(this::remove);

    RoundLockFile() {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            file = Files.createTempFile("sluice-benchmark-", ".lock");
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public List<String> names() {
        return List.of(file.toString());
    }

    @Override
    public void requireEmpty(String contestant) {
        try (LockFile own = LockFile.open(file)) {
            if (!own.tryLock(LockMode.EXCLUSIVE, LockRange.whole())) {
                throw new BenchmarkException(contestant + ": the file is still locked");
            }
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
