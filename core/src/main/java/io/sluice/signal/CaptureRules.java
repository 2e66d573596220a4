package io.sluice.signal;

import io.sluice.libc.Libc;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which signals must not be caught, and why. */
final class CaptureRules {
    private CaptureRules() {}

    static void check(Signal signal, boolean shutdownReplaced) {
        String reason = reason(signal, shutdownReplaced);
        if (reason != null) {
            throw new CaptureRefusedException(signal, reason, null);
        }
    }

    private static @Nullable String reason(Signal signal, boolean shutdownReplaced) {
        return switch (signal.number()) {
            case 3 -> "The JVM prints its threads at this signal, and tools attach to it by this signal.";
            case 4, 5, 7, 8, 11 -> "The JVM notices errors of its own code by it, such as a null pointer.";
            case 9, 19 -> "The kernel lets no process catch it.";
            case 12 -> "The JVM suspends its threads by it. SIGUSR1 and the real-time signals are free.";
            case 13 -> "The JVM handles it, so that a write to a broken pipe fails instead of ending the process.";
            case 62 -> "The JDK interrupts the threads that wait for its sockets by it.";
            case 1, 2, 15 ->
                shutdownReplaced
                        ? null
                        : "It ends the JVM, with its shutdown hooks. To catch it in place of that, say so:"
                                + " SignalCapture.replacingShutdown(...).";
            default -> handledReason(signal);
        };
    }

    private static @Nullable String handledReason(Signal signal) {
        SignalAction action = SignalAction.of(signal.number());
        if (isFree(action)) {
            return null;
        }
        return action.handler() == Libc.get().memory().symbol("abs")
                ? "Sluice interrupts its own threads by it. -Dio.sluice.signal=NUMBER makes it use another one."
                : "Other code of this process handles it already.";
    }

    static boolean isFree(SignalAction action) {
        return action.hasNoHandler() || HandlerCode.isAt(action.handler());
    }

    /** The remedy where no handler can be installed. */
    static String startedWith(Collection<Signal> signals) {
        return "Start the JVM with it blocked: env --block-signal="
                + signals.stream()
                        .map(signal -> signal.isRealTime()
                                ? Integer.toString(signal.number())
                                : SignalNameParser.of(signal.number()))
                        .collect(Collectors.joining(","))
                + " java ...";
    }
}
