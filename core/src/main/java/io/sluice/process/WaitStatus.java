package io.sluice.process;

/** The parts of the number that {@code wait} reports, as the macros of {@code <sys/wait.h>} take it apart. */
final class WaitStatus {
    private static final int SIGNAL = 0x7f;
    private static final int CORE_DUMPED = 0x80;
    private static final int CODE_SHIFT = 8;
    private static final int CODE = 0xff;

    private WaitStatus() {}

    static ExitStatus parsed(int status) {
        int signal = status & SIGNAL;
        return signal == 0
                ? new ExitStatus.Exited(status >> CODE_SHIFT & CODE)
                : new ExitStatus.Killed(signal, (status & CORE_DUMPED) != 0);
    }
}
