package io.sluice.blocking;

/** A thread that waits in the kernel, and lets the wake signal through. */
final class WaitingThread extends UnrelatedThread {
    private int id;
    /** The signal that is let through, by its number. */
    private int preparedFor;

    WaitingThread(Runnable task, String name) {
        super(task, name);
    }

    /** The kernel's identifier of this thread. To be called on it. */
    int id(WakeSignal signal) {
        int number = signal.number();
        if (preparedFor != number) {
            id = signal.prepareThread(number);
            preparedFor = number;
        }
        return id;
    }

    /** Whether this is the kernel's identifier of this thread. To be called on it. */
    boolean has(int threadId) {
        return id == threadId;
    }
}
