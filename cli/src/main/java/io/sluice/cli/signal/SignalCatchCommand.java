package io.sluice.cli.signal;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.StreamedLines;
import io.sluice.cli.command.Termination;
import io.sluice.cli.option.CountOption;
import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice signal catch}. */
@Command(
        name = "catch",
        description = "Print a line for each signal that comes to this command.",
        footer = {
            "",
            "The line is NAME, PID, UID and VALUE, separated by tabs: the signal, the process and user that sent it, and the"
                    + " value. The value is 0 if there is none. When the command is ready, it prints \"catching ... in process"
                    + " PID\" on standard error.",
            "",
            "HUP, INT and TERM do not end the command while it catches them. Signals that the JVM uses itself are"
                    + " refused: QUIT, ILL, TRAP, BUS, FPE, SEGV, USR2, PIPE, XFSZ and RTMAX-2.",
            "",
            "Examples:",
            "  sluice signal catch USR1 RTMIN+3",
            "  sluice signal catch HUP --count 1 && echo 'read the settings again'"
        })
final class SignalCatchCommand implements Callable<Integer> {
    private final StreamedLines lines;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "SIGNAL",
            converter = SignalConverter.class,
            description = "The signals, by their names or numbers, such as USR1.")
    private List<Signal> signals = List.of();

    @Mixin
    private final CountOption count = new CountOption();

    SignalCatchCommand(StandardOutput output, Termination termination) {
        lines = new StreamedLines(output, termination);
    }

    @Override
    public Integer call() {
        // Who names HUP, INT or TERM here wants it caught.
        SignalCapture capture = SignalCapture.replacingShutdown(signals.toArray(Signal[]::new));
        String names = capture.signals().stream().map(Signal::name).collect(Collectors.joining(", "));
        spec.commandLine()
                .getErr()
                .println("catching " + names + " in process "
                        + ProcessHandle.current().pid());
        return ExitStatus.doneAfter(
                lines.print(SignalReceiver.create(capture).receive(), count.value(), SignalCatchCommand::line));
    }

    private static String line(CaughtSignal caught) {
        return caught.signal().name() + "\t" + caught.senderPid() + "\t" + caught.senderUid() + "\t" + caught.value();
    }
}
