package io.sluice.fd.internal;

import io.sluice.libc.FileCalls;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * The number behind an {@link OwnedFd}, which is given back to the kernel once: by the owner, or behind an owner that was
 * dropped. It knows no owner, or that would never become garbage.
 */
final class OpenDescriptor implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final FileCalls files;
    private final int number;
    private final String description;
    private final boolean reported;
    private final @Nullable Throwable opening;
    private final Runnable whenDropped;
    private volatile boolean closedByOwner;

    private OpenDescriptor(
            FileCalls files,
            int number,
            String description,
            boolean reported,
            @Nullable Throwable opening,
            Runnable whenDropped) {
        this.files = files;
        this.number = number;
        this.description = description;
        this.reported = reported;
        this.opening = opening;
        this.whenDropped = whenDropped;
    }

    /**
     * Begins to watch an owner.
     *
     * @param reported false for what is a part of another handle, which is reported
     * @param whenDropped runs before the close where the owner was dropped
     * @return closes the number at its first call
     */
    static Runnable of(
            OwnedFd owner,
            FileCalls files,
            int number,
            String description,
            boolean reported,
            LeakDetection level,
            Runnable whenDropped) {
        if (level == LeakDetection.DISABLED) {
            return () -> files.close(number);
        }
        Throwable opening = reported ? level.opening() : null;
        OpenDescriptor open = new OpenDescriptor(files, number, description, reported, opening, whenDropped);
        // A cleaning action runs once, whoever is first, so the number is never closed when it is somebody else's.
        Cleaner.Cleanable once = CLEANER.register(owner, open);
        return () -> {
            open.closedByOwner = true;
            once.clean();
        };
    }

    private void dropped() {
        try {
            whenDropped.run();
        } finally {
            if (reported) {
                LeakDetection.report(description, number, opening);
            }
        }
    }

    /** The action. */
    @Override
    public void run() {
        try {
            if (!closedByOwner) {
                dropped();
            }
        } finally {
            // close(2) releases the number even where it fails, so there is nothing to try again.
            files.close(number);
        }
    }
}
