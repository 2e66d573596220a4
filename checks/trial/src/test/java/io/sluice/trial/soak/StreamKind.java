package io.sluice.trial.soak;

/** Every kind of stream that a lane reads with, and what one must have come to when its time has come. */
enum StreamKind {
    POSIX_BY_READINESS("POSIX, by readiness", Goal.QUEUE_EMPTY),
    POSIX_BLOCKING("POSIX, blocking", Goal.QUEUE_EMPTY),
    POSIX_ONE_BY_ONE("POSIX, one by one", Goal.QUEUE_EMPTY),
    POSIX_A_FEW("POSIX, a few", Goal.ENDED_OR_QUEUE_EMPTY),
    POSIX_UNTIL_EMPTY("POSIX, until empty", Goal.ENDED),
    POSIX_WITHIN("POSIX, one within a time", Goal.ENDED),
    POSIX_NOTIFIED("POSIX, notified", Goal.QUEUE_EMPTY),
    POSIX_NOTIFIED_ONCE("POSIX, until empty at a notification", Goal.ENDED_OR_QUEUE_EMPTY),
    SYSV_ANY("System V, of any type", Goal.QUEUE_EMPTY),
    SYSV_ONE_BY_ONE("System V, one by one", Goal.QUEUE_EMPTY),
    SYSV_ONLY("System V, of one type", Goal.NONE),
    SYSV_A_FEW("System V, a few up to a type", Goal.NONE),
    SYSV_EXCEPT("System V, of any type but one", Goal.NONE),
    SYSV_UNTIL_EMPTY("System V, until empty", Goal.ENDED),
    SYSV_WITHIN("System V, one within a time", Goal.ENDED),
    PIPE_ALL("FIFO, all", Goal.QUEUE_EMPTY),
    PIPE_ONE_BY_ONE("FIFO, one by one", Goal.QUEUE_EMPTY),
    PIPE_A_FEW("FIFO, a few", Goal.ENDED_OR_QUEUE_EMPTY),
    PIPE_SESSIONS("FIFO, sessions", Goal.QUEUE_EMPTY),
    RING_ALL("ring, all", Goal.QUEUE_EMPTY),
    RING_ONE_BY_ONE("ring, one by one", Goal.QUEUE_EMPTY),
    RING_A_FEW("ring, a few", Goal.ENDED_OR_QUEUE_EMPTY),
    RING_UNTIL_EMPTY("ring, until empty", Goal.ENDED),
    RING_WITHIN("ring, one within a time", Goal.ENDED),
    WORD_CHANGES("word, its changes", Goal.NONE),
    WORD_CHANGED("word, one change", Goal.NONE),
    WORD_WITHIN("word, one change within a time", Goal.ENDED),
    SIGNAL_ALL("signal, all", Goal.QUEUE_EMPTY),
    SIGNAL_ONE_BY_ONE("signal, one by one", Goal.QUEUE_EMPTY),
    SIGNAL_A_FEW("signal, a few", Goal.ENDED_OR_QUEUE_EMPTY),
    PROCESS_STATUS("process, its status", Goal.ENDED),
    PROCESS_EXITED("process, its exit", Goal.ENDED),
    FOLDER_EVENTS("folder, its events", Goal.RECEIVED),
    FOLDER_APPEARED("folder, a name", Goal.ENDED),
    PERMIT_ALL("semaphore, permits", Goal.QUEUE_EMPTY),
    PERMIT_WITHIN("semaphore, one permit within a time", Goal.ENDED),
    PERMIT_TRY("semaphore, one permit at once", Goal.ENDED),
    LOCK_EXCLUSIVE("lock, exclusive", Goal.ENDED),
    LOCK_SHARED("lock, shared", Goal.ENDED),
    LOCK_TRY("lock, at once", Goal.ENDED),
    TIMER_EVERY("timer, every", Goal.RECEIVED),
    TIMER_AFTER("timer, after", Goal.ENDED),
    TIMER_AT("timer, at", Goal.ENDED),
    /** Of a timer that may not be set, or for long not. */
    TIMER_OF_OTHERS("timer, set by others", Goal.NONE);

    /** What can be seen of it from outside. */
    enum Goal {
        QUEUE_EMPTY,
        ENDED,
        ENDED_OR_QUEUE_EMPTY,
        RECEIVED,
        NONE
    }

    private final String title;
    private final Goal goal;

    StreamKind(String title, Goal goal) {
        this.title = title;
        this.goal = goal;
    }

    Goal goal() {
        return goal;
    }

    @Override
    public String toString() {
        return title;
    }
}
