package io.sluice.reactor.process;

import io.sluice.errno.ClosedHandleException;
import io.sluice.process.ExitStatus;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Waits for the end of a process that somebody holds open, be it a child of this one or not. Any number of subscriptions
 * share its descriptor, also after the process has ended.
 *
 * <pre>{@code
 * ProcessWatcher.create(process)
 *         .status()
 *         .subscribe(status -> System.out.println(process + ": " + status));
 * }</pre>
 *
 * <p>Nothing is reaped, so {@link Process#exitValue()} of the same process is right. No thread waits, and no processor time
 * is used while the parent of an ended process does not wait for it.
 *
 * <p>Signals come on the event loop's thread, which must not be blocked. The owner closes the process; no stream closes it.
 * May be used from any thread. For processes that are held no longer than a subscription, see {@link Processes}.
 *
 * @see "pidfd_open(2)"
 */
public final class ProcessWatcher {
    private final WatchedProcess process;
    private final ProcessOptions options;

    private ProcessWatcher(WatchedProcess process, ProcessOptions options) {
        this.process = process;
        this.options = options;
    }

    /**
     * Makes a watcher with the default options.
     *
     * @param process an open process
     * @return the watcher
     */
    public static ProcessWatcher create(WatchedProcess process) {
        return create(process, ProcessOptions.create());
    }

    /**
     * Makes a watcher.
     *
     * @param process an open process
     * @param options how to wait
     * @return the watcher
     */
    public static ProcessWatcher create(WatchedProcess process, ProcessOptions options) {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new ProcessWatcher(process, options);
    }

    /**
     * Waits for the exit. The parent may not have waited for the process yet.
     *
     * @return completes when the process has exited. It fails with {@link ClosedHandleException} if the process was closed
     *     here before ({@code EBADF}), and with {@link java.util.concurrent.RejectedExecutionException} if its event loop
     *     is closed. A cancel ends the wait
     */
    public Mono<Void> exited() {
        return exited(() -> process, options, false);
    }

    /**
     * Waits until it is known how the process ended: until its parent has waited for it, and no longer than {@link
     * ProcessOptions#reapTimeout} after the exit.
     *
     * @return the status, always one; {@link ExitStatus.Unknown} if the kernel does not say how the process ended. It fails
     *     as for {@link #exited()}
     */
    public Mono<ExitStatus> status() {
        return status(() -> process, options, false);
    }

    static Mono<Void> exited(Supplier<WatchedProcess> opener, ProcessOptions options, boolean owner) {
        return first(opener, options, owner, opened -> new ExitedProcess(opened, owner))
                .then();
    }

    static Mono<ExitStatus> status(Supplier<WatchedProcess> opener, ProcessOptions options, boolean owner) {
        long timeout = options.reapTimeoutNanos();
        return first(opener, options, owner, opened -> new StatusOfExit(opened, owner, timeout));
    }

    /** Makes the reader of one subscription. */
    private interface Readers<T> {
        LoopReader<T> of(WatchedProcess opened);
    }

    private static <T> Mono<T> first(
            Supplier<WatchedProcess> opener, ProcessOptions options, boolean owner, Readers<T> readers) {
        // The id is no name: there would be a meter for each process.
        Metering<T> metering = Metering.withoutBytes(options::metrics, () -> MeteredObject.of("process", "process"));
        return new SourceFlux<T>(new StopSwitch(), metering, actual -> {
                    WatchedProcess opened = opener.get();
                    try {
                        return new LoopSource<>(
                                actual, options.eventLoop(), opened, readers.of(opened), closedBefore(opened));
                    } catch (RuntimeException | OutOfMemoryError refused) {
                        if (owner) {
                            opened.close();
                        }
                        throw refused;
                    }
                })
                .next()
                // An end without an element is not the end of the process.
                .switchIfEmpty(Mono.error(() -> closed("The handle was closed during the wait.")));
    }

    private static @Nullable ClosedHandleException closedBefore(WatchedProcess process) {
        return process.isOpen() ? null : closed("The handle was closed before.");
    }

    private static ClosedHandleException closed(String explanation) {
        return new ClosedHandleException("poll", "process", explanation);
    }

    @Override
    public String toString() {
        return "ProcessWatcher(" + process + ")";
    }
}
