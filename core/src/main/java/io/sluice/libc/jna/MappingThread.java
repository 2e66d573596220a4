package io.sluice.libc.jna;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A thread that maps functions and ends. While JNA maps functions, it leaves objects of its own in thread locals: a thread
 * of a caller, which goes on, would keep JNA's class loader.
 */
final class MappingThread {
    private MappingThread() {}

    /** Runs a task on a new thread, and waits for its end. Throws what the task throws. */
    static void run(Runnable task) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, () -> runAndKeep(task, thrown), "sluice-jna-mapping", 0, false);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread.start();
        joinUninterruptibly(thread);
        if (thrown.get() instanceof Error error) {
            throw error;
        }
        if (thrown.get() instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void runAndKeep(Runnable task, AtomicReference<Throwable> thrown) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            thrown.set(failure);
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
