package io.sluice.cli.overview;

import io.sluice.errno.ErrnoException;
import io.sluice.semaphore.PosixSemaphore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * POSIX semaphores, kept open between looks: a closed one stays mapped until the garbage collector comes, and a process may have
 * only so many mappings. They may be closed beside a look by another thread, which then finds out no more permits.
 */
final class OpenSemaphores implements AutoCloseable {
    private final Function<String, PosixSemaphore> opening;
    private final Map<Target, PosixSemaphore> open = new HashMap<>();
    private boolean closed;

    OpenSemaphores() {
        this(name -> PosixSemaphore.builder(name).open());
    }

    OpenSemaphores(Function<String, PosixSemaphore> opening) {
        this.opening = opening;
    }

    /** The permits that are left; null if this user may not open it, it has gone, or the file is no semaphore. */
    synchronized @Nullable Long permits(String name, Target file) {
        if (closed) {
            return null;
        }
        try {
            PosixSemaphore semaphore = open.get(file);
            if (semaphore == null) {
                semaphore = opening.apply(name);
                open.put(file, semaphore);
            }
            return (long) semaphore.value();
        } catch (ErrnoException | IllegalArgumentException unknown) {
            return null;
        }
    }

    /** Closes those that are gone. */
    synchronized void keep(Set<Target> existing) {
        open.entrySet().removeIf(entry -> {
            boolean gone = !existing.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        keep(Set.of());
    }
}
