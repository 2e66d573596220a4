package io.sluice;

import io.sluice.blocking.WaitingThreads;
import io.sluice.epoll.EventLoop;
import io.sluice.fd.internal.DroppedHandles;
import io.sluice.libc.LibcSelection;

/**
 * The parts of this library that all its users in one class loader share: the event loop ({@link EventLoop#shared()}) with
 * its watchdog, the waiting threads ({@link WaitingThreads#shared()}), and the thread that finds handles which were never
 * closed. Each starts at first use.
 *
 * <p>An application server that loads the library with each deployment ends them with it. Otherwise each deployment leaves
 * its threads and descriptors behind:
 *
 * <pre>{@code
 * queue.close(); // and everything else that the application opened itself
 * Sluice.shutdown();
 * }</pre>
 */
public final class Sluice {
    private Sluice() {}

    /**
     * Ends all shared parts, and waits for the end of their threads. Streams, sends and waits that use them fail as with a
     * closed event loop ({@link java.util.concurrent.RejectedExecutionException}). Handles stay open, as do event loops and
     * waiting threads that the caller created: close them before. From any thread but those of the shared parts, where it
     * does not wait. A second call does nothing.
     *
     * <p>Using the library again starts the parts afresh, and so does a handle that is used or closed after this call: to
     * have the class loader collected, call this method again then.
     *
     * <p>What remains for a while: on JNA, the thread {@code sluice-jna-release}, which ends at the next garbage collection
     * that finds no native call under way. The thread {@code JNA Cleaner}, where JNA was loaded with the library, ends
     * within 30 seconds. The class loader can be collected then. What remains for good: the handler of the wake signal,
     * which is a function of the C library. The next class loader finds and uses it again.
     */
    public static void shutdown() {
        EventLoop.shutdownShared();
        WaitingThreads.shutdownShared();
        DroppedHandles.shutdown();
        LibcSelection.release();
    }
}
