package io.sluice.samples;

import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.samples.support.CleanUp;
import io.sluice.semaphore.PosixSemaphore;

/**
 * A semaphore stays in {@code /dev/shm} until somebody unlinks it. Whoever has created it does so at the end, also when Ctrl-C
 * or SIGTERM ends the JVM.
 */
public final class UnlinkAtTheEnd {
    private UnlinkAtTheEnd() {}

    /**
     * Waits until another process posts: {@code sluice semaphore post NAME}.
     *
     * @param args none
     */
    public static void main(String[] args) {
        String name = "/sluice-stop-" + ProcessHandle.current().pid();
        // The clean-up runs at its close, or in a shutdown hook.
        try (CleanUp cleanUp = new CleanUp();
                PosixSemaphore stop =
                        cleanUp.step(() -> PosixSemaphore.builder(name).value(0).create(), UnlinkAtTheEnd::unlink)) {
            System.out.println("a post of " + name + " ends this program");
            SemaphoreAcquirer.create(stop).acquire().block();
            System.out.println("somebody has posted");
        }
    }

    /** Leaves the handle open: in a shutdown hook, the main thread still waits at it. */
    private static void unlink(PosixSemaphore semaphore) {
        PosixSemaphore.unlink(semaphore.name());
        System.out.println(semaphore.name() + " is unlinked");
    }
}
