package io.sluice.cli.overview;

/** The kinds of objects. */
public enum ObjectKind {
    /** A POSIX message queue. */
    POSIX_QUEUE("mq"),
    /** A System V message queue. */
    SYSV_QUEUE("sysv"),
    /** A POSIX semaphore with a name. */
    POSIX_SEMAPHORE("semaphore"),
    /** A System V semaphore set. */
    SYSV_SEMAPHORES("sysvsem"),
    /** POSIX shared memory. */
    POSIX_MEMORY("shm"),
    /** A System V shared memory segment. */
    SYSV_MEMORY("sysvshm"),
    /** A FIFO. */
    FIFO("fifo");

    private final String label;

    ObjectKind(String label) {
        this.label = label;
    }

    /**
     * Its name.
     *
     * @return the command of {@code sluice} for this kind
     */
    public String label() {
        return label;
    }
}
