package io.sluice.blocking;

/** A thread that waits in the kernel, and lets the wake signal through. */
final class WaitingThread extends UnrelatedThread {
    private int id;

    WaitingThread(Runnable task, String name) {
        super(task, name);
    }

    /** The kernel's identifier of this thread. To be called on it. */
    int id(WakeSignal signal) {
        if (id == 0) {
            id = signal.prepareThread();
        }
        return id;
    }
}
