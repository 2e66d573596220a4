package io.sluice.signal;

import io.sluice.errno.ErrnoException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Signals that this JVM catches: from here on they do not interrupt or end it, but stay pending in the kernel until they are
 * read from a {@link SignalFd}.
 *
 * <pre>{@code
 * SignalCapture capture = SignalCapture.of(Signal.USR1, Signal.realTime(3));
 * try (SignalFd signals = capture.open()) {
 *     System.out.println(signals.tryRead()); // null while none is pending
 * }
 * }</pre>
 *
 * <p>The kernel gives a signal to any thread that does not block it, so all threads must block it. Either the JVM was started
 * with the signal blocked ({@code env --block-signal=USR1,37 java ...}), which its threads inherit, or a handler blocks the
 * signal on each thread ({@link CaptureWay}). A thread that unblocks it later is made to block it again, at the next signal
 * that hits the thread; that signal may then come behind one that was sent after it. Threads that are older than the capture
 * do so when they end, since the JVM restores their mask. So capture early, or start the JVM with the signals blocked, where
 * the order matters. The handler exists on x86-64.
 *
 * <p>A capture lasts as long as the JVM: the masks of other threads cannot be changed back. So a signal that nobody reads any
 * more stays pending, and does not end the JVM. The handler's page of memory stays, too, even behind {@code
 * Sluice.shutdown()}; the next class loader that loads this library uses it again. To catch a signal twice is allowed.
 *
 * <p>Child processes inherit the blocked signals, as far as the JDK lets them: on JDK 17 with each way to start them, on JDK
 * 25 with {@code -Djdk.lang.Process.launchMechanism=VFORK} alone.
 *
 * <p>A capture may be used from any thread.
 *
 * @see "signal(7)"
 * @see "signalfd(2)"
 */
public final class SignalCapture {
    private final Map<Signal, CaptureWay> ways;

    private SignalCapture(Map<Signal, CaptureWay> ways) {
        this.ways = ways;
    }

    /**
     * Catches signals. Takes some milliseconds, and waits for the threads of this process: not for an event loop's thread.
     *
     * @param signals one or more
     * @return the capture
     * @throws IllegalArgumentException if there are none
     * @throws CaptureRefusedException if one must not be caught: the JVM or other code of this process uses it, or it is
     *     {@code SIGHUP}, {@code SIGINT} or {@code SIGTERM} ({@link #replacingShutdown}); or if it can be caught only where
     *     the JVM was started with it blocked. Then none of them is caught
     * @throws ErrnoException if the kernel has another reason
     */
    public static SignalCapture of(Signal... signals) {
        return of(Arrays.asList(signals));
    }

    /**
     * The same for a collection.
     *
     * @param signals one or more
     * @return the capture
     * @throws IllegalArgumentException if there are none
     * @throws CaptureRefusedException as for {@link #of(Signal...)}
     * @throws ErrnoException if the kernel has another reason
     */
    public static SignalCapture of(Collection<Signal> signals) {
        return capture(signals, false);
    }

    /**
     * Catches signals, and {@code SIGHUP}, {@code SIGINT} and {@code SIGTERM} in place of what the JVM does at them: for the
     * rest of its life, such a signal does not end the JVM any more. Everything else is as for {@link #of(Signal...)}. With
     * {@code -Xcheck:jni}, the JVM warns of the changed handler.
     *
     * @param signals one or more
     * @return the capture
     * @throws IllegalArgumentException if there are none
     * @throws CaptureRefusedException as for {@link #of(Signal...)}, except for these three
     * @throws ErrnoException if the kernel has another reason
     */
    public static SignalCapture replacingShutdown(Signal... signals) {
        return capture(Arrays.asList(signals), true);
    }

    private static synchronized SignalCapture capture(Collection<Signal> given, boolean shutdownReplaced) {
        TreeSet<Signal> signals = new TreeSet<>(Comparator.comparingInt(Signal::number));
        signals.addAll(given);
        if (signals.isEmpty()) {
            throw new IllegalArgumentException("There is no signal to catch: give one or more.");
        }
        signals.forEach(signal -> CaptureRules.check(signal, shutdownReplaced));
        try {
            Map<Signal, CaptureWay> ways = waysOf(signals);
            List<Signal> handled = signals.stream()
                    .filter(signal -> ways.get(signal) == CaptureWay.HANDLER)
                    .toList();
            if (!handled.isEmpty()) {
                handleAll(handled, shutdownReplaced);
            }
            return new SignalCapture(Collections.unmodifiableMap(ways));
        } catch (IOException noProc) {
            throw new CaptureRefusedException(
                    signals.first(),
                    "The masks of this process's threads cannot be read from /proc/self/task.",
                    noProc);
        }
    }

    private static Map<Signal, CaptureWay> waysOf(Collection<Signal> signals) throws IOException {
        List<ThreadMasks> threads = ThreadMasks.lookAtAll().threads();
        if (threads.isEmpty()) {
            throw new IOException("no thread can be read"); // this one, at least, has not ended
        }
        long blockedEverywhere = -1;
        for (ThreadMasks thread : threads) {
            blockedEverywhere &= thread.blocked();
        }
        Map<Signal, CaptureWay> ways = new LinkedHashMap<>();
        for (Signal signal : signals) {
            boolean inherited = (blockedEverywhere & bit(signal)) != 0
                    && SignalAction.of(signal.number()).hasNoHandler();
            ways.put(signal, inherited ? CaptureWay.BLOCKED_AT_START : CaptureWay.HANDLER);
        }
        return ways;
    }

    /** All or none: where one is refused, each has the action that it had before. */
    private static void handleAll(List<Signal> signals, boolean shutdownReplaced) throws IOException {
        Map<Signal, SignalAction> previous = new LinkedHashMap<>();
        try {
            handle(signals, shutdownReplaced, previous);
            ThreadPriming.blockEverywhere(maskOf(signals));
        } catch (Throwable refused) {
            previous.forEach((signal, action) -> action.install(signal.number()));
            throw refused;
        }
    }

    private static void handle(List<Signal> signals, boolean shutdownReplaced, Map<Signal, SignalAction> replaced) {
        if (!HandlerCode.exists()) {
            throw new CaptureRefusedException(
                    signals.get(0),
                    "On this machine, no handler can block it on the threads of this JVM. "
                            + CaptureRules.startedWith(signals),
                    null);
        }
        long code;
        try {
            code = HandlerCode.address();
        } catch (ErrnoException refused) {
            throw new CaptureRefusedException(
                    signals.get(0), refused.getMessage() + " " + CaptureRules.startedWith(signals), refused);
        }
        for (Signal signal : signals) {
            SignalAction previous = SignalAction.handling(code).install(signal.number());
            replaced.put(signal, previous);
            if (!shutdownReplaced && !CaptureRules.isFree(previous)) { // taken since the check
                previous.install(signal.number());
                CaptureRules.check(signal, false);
            }
        }
    }

    private static long maskOf(Collection<Signal> signals) {
        return signals.stream().mapToLong(SignalCapture::bit).reduce(0, (one, other) -> one | other);
    }

    private static long bit(Signal signal) {
        return 1L << (signal.number() - 1);
    }

    /**
     * The signals that are caught.
     *
     * @return the signals, by their number
     */
    public List<Signal> signals() {
        return List.copyOf(ways.keySet());
    }

    /**
     * How a signal is caught.
     *
     * @param signal one of {@link #signals()}
     * @return the way
     * @throws IllegalArgumentException if the signal is not one of them
     */
    public CaptureWay wayOf(Signal signal) {
        CaptureWay way = ways.get(Objects.requireNonNull(signal, "signal"));
        if (way == null) {
            throw new IllegalArgumentException(signal + " is not among " + signals() + ".");
        }
        return way;
    }

    /**
     * Opens a descriptor from which the signals are read. Several descriptors of one signal compete: each signal is read
     * from one of them.
     *
     * @return the descriptor, to be closed
     * @throws ErrnoException if descriptors are used up ({@code EMFILE}, {@code ENFILE})
     * @see "signalfd(2)"
     */
    public SignalFd open() {
        return SignalFd.open(signals(), maskOf(ways.keySet()));
    }

    @Override
    public String toString() {
        return "SignalCapture" + ways;
    }
}
