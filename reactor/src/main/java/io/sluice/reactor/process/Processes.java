package io.sluice.reactor.process;

import io.sluice.errno.ErrnoException;
import io.sluice.errno.NoSuchProcessException;
import io.sluice.process.ExitStatus;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Waits for the end of processes in one call, be they children of this one or not. Each subscription opens a descriptor of
 * the process, and closes it at its end or cancel.
 *
 * <pre>{@code
 * Processes.create().status(pid).subscribe(status -> System.out.println("process " + pid + ": " + status));
 * }</pre>
 *
 * <p>A process with an id is looked for at the subscription. From then on it is the same process, whoever gets its id later.
 * A {@link ProcessHandle} is the safer name of a process: it is never another one. A {@link Process}, which is a child of
 * this JVM, may have ended before.
 *
 * <p>Nothing is reaped, so {@link Process#exitValue()} of the same process is right. Signals come on the event loop's
 * thread, which must not be blocked. May be used from any thread.
 *
 * @see "pidfd_open(2)"
 */
public final class Processes {
    /** The JDK adds the number of the signal, 1 to 64, that has ended a child. */
    private static final int BELOW_SIGNALS = 128;

    private static final int LAST_SIGNAL = BELOW_SIGNALS + 64;

    private final ProcessOptions options;

    private Processes(ProcessOptions options) {
        this.options = options;
    }

    /**
     * With the default options.
     *
     * @return where to wait for processes
     */
    public static Processes create() {
        return create(ProcessOptions.create());
    }

    /**
     * With options.
     *
     * @param options how to wait
     * @return where to wait for processes
     */
    public static Processes create(ProcessOptions options) {
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new Processes(options);
    }

    /**
     * Waits for the exit of the process that has an id at the subscription.
     *
     * @param pid the id
     * @return completes when the process has exited. It fails with {@link NoSuchProcessException} if there is no process
     *     with the id ({@code ESRCH}), with {@link IllegalArgumentException} if there can be none, with {@link
     *     ErrnoException} as {@link WatchedProcess#open(long)} does, and with {@link
     *     java.util.concurrent.RejectedExecutionException} if its event loop is closed
     */
    public Mono<Void> exited(long pid) {
        return ProcessWatcher.exited(() -> WatchedProcess.open(pid), options, true);
    }

    /**
     * Waits for the exit of a process.
     *
     * @param process the process
     * @return completes when the process has exited. It fails as for {@link #exited(long)}, with {@link
     *     NoSuchProcessException} also if it has ended and was reaped before the subscription
     */
    public Mono<Void> exited(ProcessHandle process) {
        Objects.requireNonNull(process, "process");
        return ProcessWatcher.exited(() -> WatchedProcess.open(process), options, true);
    }

    /**
     * Waits for the exit of a child of this JVM, which may have exited before.
     *
     * @param child the child
     * @return completes when the child has exited; it fails as for {@link #exited(long)}, and never with {@link
     *     NoSuchProcessException}
     */
    public Mono<Void> exited(Process child) {
        return exited(child.toHandle()).onErrorComplete(NoSuchProcessException.class);
    }

    /**
     * Waits until it is known how the process that has an id at the subscription ended: until its parent has waited for it,
     * and no longer than {@link ProcessOptions#reapTimeout} after the exit.
     *
     * @param pid the id
     * @return the status, {@link ExitStatus.Unknown} if the kernel does not say how it ended; it fails as for {@link
     *     #exited(long)}
     */
    public Mono<ExitStatus> status(long pid) {
        return ProcessWatcher.status(() -> WatchedProcess.open(pid), options, true);
    }

    /**
     * Waits until it is known how a process ended, as {@link #status(long)} does.
     *
     * @param process the process
     * @return the status; it fails as for {@link #exited(ProcessHandle)}
     */
    public Mono<ExitStatus> status(ProcessHandle process) {
        Objects.requireNonNull(process, "process");
        return ProcessWatcher.status(() -> WatchedProcess.open(process), options, true);
    }

    /**
     * Waits until it is known how a child of this JVM ended, which may have been before. The JDK reaps its children at once
     * and keeps their exit values, so this knows the exit code on each kernel, and also where the child was gone before the
     * subscription.
     *
     * @param child the child
     * @return the status; it fails as for {@link #exited(Process)}. If the kernel does not say how the child ended, {@link
     *     Process#exitValue()} tells, except for 129 to 192: it may be an exit code, or 128 plus the number of a signal, so
     *     the status is {@link ExitStatus.Unknown}
     */
    public Mono<ExitStatus> status(Process child) {
        return status(child.toHandle())
                .onErrorReturn(NoSuchProcessException.class, new ExitStatus.Unknown())
                .flatMap(status -> status instanceof ExitStatus.Unknown ? keptByTheJdk(child) : Mono.just(status));
    }

    /** The JDK reaps the child a moment before it knows the exit value, so this waits for that. */
    private Mono<ExitStatus> keptByTheJdk(Process child) {
        return Mono.fromFuture(
                () -> child.onExit().thenApplyAsync(ended -> ofExitValue(ended.exitValue()), options.eventLoop()),
                true);
    }

    static ExitStatus ofExitValue(int value) {
        boolean mayBeSignal = value > BELOW_SIGNALS && value <= LAST_SIGNAL;
        return mayBeSignal ? new ExitStatus.Unknown() : new ExitStatus.Exited(value);
    }

    @Override
    public String toString() {
        return "Processes(reap timeout " + options.reapTimeout() + ")";
    }
}
