package io.sluice.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The {@code sluice} command. */
@Command(
        name = "sluice",
        description = "Linux message queues and timers from the command line.",
        versionProvider = SluiceVersion.class,
        footer = {
            "",
            "Examples:",
            "  sluice mq create /orders --max-messages 10 --max-message-size 1024",
            "  sluice mq send /orders 'two of those' --priority 5",
            "  sluice mq receive /orders --count 1",
            "  sluice timer --every 1s",
            "",
            "Exit status: 0 done, 1 failed, 2 misused, 124 a timeout ran out."
        })
public final class Sluice implements Callable<Integer> {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version, the binding to the C library and the JDK.")
    boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

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

    static CommandLine commandLine(StandardOutput output, Termination termination) {
        CommandLine mq = withHelp(new MqCommand())
                .addSubcommand(withHelp(new MqCreateCommand(output)))
                .addSubcommand(withHelp(new MqSendCommand()))
                .addSubcommand(withHelp(new MqReceiveCommand(output, termination)))
                .addSubcommand(withHelp(new MqNotifyCommand(output, termination)))
                .addSubcommand(withHelp(new MqInfoCommand(output)))
                .addSubcommand(withHelp(new MqListCommand(output)))
                .addSubcommand(withHelp(new MqUnlinkCommand()));
        CommandLine sysv = withHelp(new SysvCommand())
                .addSubcommand(withHelp(new SysvCreateCommand(output)))
                .addSubcommand(withHelp(new SysvSendCommand()))
                .addSubcommand(withHelp(new SysvReceiveCommand(output, termination)))
                .addSubcommand(withHelp(new SysvBrowseCommand(output)))
                .addSubcommand(withHelp(new SysvInfoCommand(output)))
                .addSubcommand(withHelp(new SysvListCommand(output)))
                .addSubcommand(withHelp(new SysvRemoveCommand()));
        FailureReport report = new FailureReport();
        return withHelp(new Sluice())
                .addSubcommand(mq)
                .addSubcommand(sysv)
                .addSubcommand(withHelp(new TimerCommand(output, termination)))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false) // a text may begin with an @
                .setExecutionStrategy(Sluice::execute)
                .setExecutionExceptionHandler(report)
                .setParameterExceptionHandler(report);
    }

    /** Help and version are not printed by a command, whose failure would be handled. */
    private static int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutputException failure) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), "not printed", failure);
        }
    }

    private static CommandLine withHelp(Object command) {
        return new CommandLine(command).addMixin("help", new HelpOption());
    }

    @Override
    public Integer call() {
        return HelpOption.commandMissing(spec);
    }
}
