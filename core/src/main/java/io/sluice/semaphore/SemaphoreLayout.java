package io.sluice.semaphore;

import io.sluice.errno.UnsupportedPlatformException;
import io.sluice.libc.Libc;
import io.sluice.libc.Musl;
import java.util.function.BooleanSupplier;

/** The layout of {@code sem_t}, which each C library decides for itself: C programs on the other side have to have this one. */
final class SemaphoreLayout {
    private SemaphoreLayout() {}

    /** Refuses to go on where it is another one. */
    static void require() {
        require(Libc.get().memory().symbol("gnu_get_libc_version") != 0, Musl::runsThisJvm);
    }

    static void require(boolean glibc, BooleanSupplier musl) {
        if (!glibc) {
            throw new UnsupportedPlatformException(
                    "POSIX semaphores are laid out by the C library. Sluice knows glibc's layout, and this JVM runs on "
                            + (musl.getAsBoolean() ? "musl" : "another C library")
                            + ". Use a System V semaphore set, or a JVM on glibc.");
        }
    }
}
