package io.sluice.process;

import io.sluice.libc.SignalNames;

/**
 * How a process ended.
 *
 * <pre>{@code
 * ExitStatus status = process.status().orElseThrow();
 * if (status instanceof ExitStatus.Exited exited) {
 *     System.out.println("exited " + exited.code());
 * } else if (status instanceof ExitStatus.Killed killed) {
 *     System.out.println("killed " + killed.signalName());
 * }
 * }</pre>
 *
 * @see "wait(2)"
 */
public sealed interface ExitStatus permits ExitStatus.Exited, ExitStatus.Killed, ExitStatus.Unknown {
    /**
     * It left by itself, by {@code exit} or by the end of {@code main}.
     *
     * @param code its exit code, 0 to 255
     */
    record Exited(int code) implements ExitStatus {}

    /**
     * A signal ended it.
     *
     * @param signal the number of the signal
     * @param coreDumped whether it left a core dump
     */
    record Killed(int signal, boolean coreDumped) implements ExitStatus {
        /**
         * The name of the signal.
         *
         * @return such as {@code KILL}, {@code TERM} or {@code RTMIN+1}; the number, where the signal has no name
         */
        public String signalName() {
            String name = SignalNames.of(signal);
            return name == null ? Integer.toString(signal) : name;
        }
    }

    /**
     * It has ended, and the kernel does not say how: the kernel is older than Linux 6.15, or the parent has not waited for
     * its child.
     */
    record Unknown() implements ExitStatus {}
}
