package io.sluice.cli.overview;

import io.sluice.errno.ErrnoException;
import io.sluice.semaphore.PosixSemaphore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * POSIX semaphores, kept open between looks: a closed one stays mapped until the garbage collector comes, and a process may have
 * only so many mappings.
 */
final class OpenSemaphores implements AutoCloseable {
    private final Map<Target, PosixSemaphore> open = new HashMap<>();

    /** The permits that are left; null if this user may not open it, it has gone, or the file is no semaphore. */
    @Nullable
    Long permits(String name, Target file) {
        try {
            PosixSemaphore semaphore = open.get(file);
            if (semaphore == null) {
                semaphore = PosixSemaphore.builder(name).open();
                open.put(file, semaphore);
            }
            return (long) semaphore.value();
        } catch (ErrnoException | IllegalArgumentException unknown) {
            return null;
        }
    }

    /** Closes those that are gone. */
    void keep(Set<Target> existing) {
        open.entrySet().removeIf(entry -> {
            boolean gone = !existing.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    @Override
    public void close() {
        keep(Set.of());
    }
}
