package io.sluice.trial.guard;

import java.util.function.IntFunction;

/** The kinds of guards, and what a C program calls them. */
enum GuardKind {
    POSIX_SEMAPHORE("POSIX semaphore", "posix", 2, false, PosixGuard::create),
    SYSV_SEMAPHORE("System V semaphore", "sysv", 2, false, SysvGuard::create),
    SYSV_SEMAPHORE_WITH_UNDO("System V semaphore with undo", "undo", 2, true, SysvGuard::withUndo),
    OFD_LOCK("lock of open file descriptions", "ofd", 1, true, permits -> LockGuard.ofd()),
    FLOCK("lock of `flock`", "flock", 1, true, permits -> LockGuard.flock());

    private final String title;
    private final String inC;
    private final int permits;
    private final boolean givenBackByTheKernel;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final IntFunction<Guard> maker;

    GuardKind(String title, String inC, int permits, boolean givenBackByTheKernel, IntFunction<Guard> maker) {
        this.title = title;
        this.inC = inC;
        this.permits = permits;
        this.givenBackByTheKernel = givenBackByTheKernel;
        this.maker = maker;
    }

    String inC() {
        return inC;
    }

    /** How many may be inside, as the tests use it. */
    int permits() {
        return permits;
    }

    /** Whether the kernel gives back what a killed process has held. */
    boolean isGivenBackByTheKernel() {
        return givenBackByTheKernel;
    }

    Guard create(int count) {
        return maker.apply(count);
    }

    @Override
    public String toString() {
        return title;
    }
}
