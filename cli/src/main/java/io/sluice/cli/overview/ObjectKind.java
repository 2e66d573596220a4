package io.sluice.cli.overview;

/** The kinds of objects. */
public enum ObjectKind {
    /** A POSIX message queue. */
    POSIX_QUEUE("mq", true),
    /** A System V message queue. */
    SYSV_QUEUE("sysv", true),
    /** A POSIX semaphore with a name. */
    POSIX_SEMAPHORE("semaphore", false),
    /** A System V semaphore set. */
    SYSV_SEMAPHORES("sysvsem", false),
    /** POSIX shared memory. */
    POSIX_MEMORY("shm", false),
    /** A System V shared memory segment. */
    SYSV_MEMORY("sysvshm", false),
    /** A FIFO. */
    FIFO("fifo", true);

    private final String label;
    private final boolean fills;

    ObjectKind(String label, boolean fills) {
        this.label = label;
        this.fills = fills;
    }

    /**
     * Its name.
     *
     * @return the command of {@code sluice} for this kind
     */
    public String label() {
        return label;
    }

    /**
     * Whether it gets full and holds up who puts something in.
     *
     * @return false for semaphores, and for memory, which has its size and is not full of anything
     */
    public boolean fills() {
        return fills;
    }
}
