package io.sluice.cli;

import io.sluice.cli.bridge.BridgeCommand;
import io.sluice.cli.command.CommandGroup;
import io.sluice.cli.command.CompletionCommand;
import io.sluice.cli.command.FailureReport;
import io.sluice.cli.command.HelpOption;
import io.sluice.cli.command.OutputException;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.cli.doctor.DoctorCommand;
import io.sluice.cli.doctor.LimitsCommand;
import io.sluice.cli.fifo.FifoCommand;
import io.sluice.cli.lock.LockCommand;
import io.sluice.cli.map.MapCommand;
import io.sluice.cli.mqueue.MqCommand;
import io.sluice.cli.process.ProcessCommand;
import io.sluice.cli.ring.RingCommand;
import io.sluice.cli.semaphore.SemaphoreCommand;
import io.sluice.cli.shm.ShmCommand;
import io.sluice.cli.signal.SignalCommand;
import io.sluice.cli.sysvmsg.SysvCommand;
import io.sluice.cli.sysvsem.SysvSemCommand;
import io.sluice.cli.sysvshm.SysvShmCommand;
import io.sluice.cli.timerfd.TimerCommand;
import io.sluice.cli.top.TopCommand;
import io.sluice.cli.web.WebCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The {@code sluice} command. */
@Command(
        name = "sluice",
        description =
                "Use Linux message queues, FIFOs, shared memory, semaphores, locks, signals and timers from the command line.",
        versionProvider = SluiceVersion.class,
        footer = {
            "",
            "Examples:",
            "  sluice mq create /orders --max-messages 10 --max-message-size 1024",
            "  sluice mq send /orders 'first order' --priority 5",
            "  sluice mq receive /orders --count 1",
            "  sluice timer --every 1s",
            "",
            "Exit status: 0 done, 1 failed, 2 wrong command line, 124 timeout."
        })
public final class Sluice extends CommandGroup {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version, the binding to the C library, and the JDK.")
    boolean version;

    private Sluice() {}

    /**
     * Runs the command and ends the JVM with its exit status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter err = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        Termination termination = new Termination(err);
        CommandLine commandLine =
                commandLine(output, termination).setOut(output.writer()).setErr(err);
        int status;
        try {
            status = commandLine.execute(CommandLineBytes.decoded(arguments));
        } catch (IllegalArgumentException misuse) {
            status = FailureReport.misuse(commandLine, misuse);
        }
        termination.finished();
        System.exit(status);
    }

    /**
     * The command with all commands below it, as its manual pages are made from it.
     *
     * @param output where the commands print to
     * @param termination ends them
     * @return the command line, which has run nothing yet
     */
    public static CommandLine commandLine(StandardOutput output, Termination termination) {
        FailureReport report = new FailureReport();
        return HelpOption.withHelp(new Sluice())
                .addSubcommand(MqCommand.commandLine(output, termination))
                .addSubcommand(SysvCommand.commandLine(output, termination))
                .addSubcommand(FifoCommand.commandLine(output, termination))
                .addSubcommand(SemaphoreCommand.commandLine(output))
                .addSubcommand(SysvSemCommand.commandLine(output))
                .addSubcommand(ShmCommand.commandLine(output))
                .addSubcommand(SysvShmCommand.commandLine(output))
                .addSubcommand(MapCommand.commandLine(output))
                .addSubcommand(RingCommand.commandLine(output, termination))
                .addSubcommand(LockCommand.commandLine(output))
                .addSubcommand(SignalCommand.commandLine(output, termination))
                .addSubcommand(ProcessCommand.commandLine(output, termination))
                .addSubcommand(TimerCommand.commandLine(output, termination))
                .addSubcommand(BridgeCommand.commandLine(output, termination))
                .addSubcommand(TopCommand.commandLine(output))
                .addSubcommand(WebCommand.commandLine(output, termination))
                .addSubcommand(DoctorCommand.commandLine(output))
                .addSubcommand(LimitsCommand.commandLine(output))
                .addSubcommand(CompletionCommand.commandLine(output))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false) // a text may begin with an @
                .setExecutionStrategy(Sluice::execute)
                .setExecutionExceptionHandler(report)
                .setParameterExceptionHandler(report);
    }

    /** Picocli prints help and version outside of any command. A failed print must reach the failure report as well. */
    private static int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutputException failure) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), "not printed", failure);
        }
    }
}
