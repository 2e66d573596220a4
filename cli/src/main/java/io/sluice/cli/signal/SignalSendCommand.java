package io.sluice.cli.signal;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.option.WholeNumberConverter;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalTarget;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice signal send}. */
@Command(
        name = "send",
        description = "Send a signal to a process.",
        footer = {
            "",
            "Without --value, the signal is sent as by kill(2), and with it as by sigqueue(3). A group of processes cannot be"
                    + " named.",
            "",
            "Examples:",
            "  sluice signal send 4711 USR1",
            "  sluice signal send 4711 RTMIN+3 --value 42"
        })
final class SignalSendCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PID", converter = Pid.class, description = "The id of the process.")
    private long pid;

    @Parameters(
            index = "1",
            paramLabel = "SIGNAL",
            converter = SignalConverter.class,
            description = "The signal, by its name or number, such as USR1.")
    private Signal signal = Signal.TERM;

    @Option(
            names = "--value",
            paramLabel = "N",
            converter = Value.class,
            description = "The value that the receiver gets, from -2147483648 to 2147483647.")
    private @Nullable Integer value;

    @Override
    public Integer call() {
        Integer given = value;
        try (SignalTarget target = SignalTarget.open(pid)) {
            if (given == null) {
                target.send(signal);
            } else {
                target.send(signal, given);
            }
        }
        return ExitStatus.DONE;
    }

    /** Reads the id of a process. */
    static final class Pid extends WholeNumberConverter<Long> {
        private static final long HIGHEST = 1 << 22;

        Pid() {
            super(1, HIGHEST, Long::valueOf);
        }
    }

    /** Reads a value. */
    static final class Value extends WholeNumberConverter<Integer> {
        Value() {
            super(Integer.MIN_VALUE, Integer.MAX_VALUE, number -> (int) number);
        }
    }
}
