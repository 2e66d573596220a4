package io.sluice.cli.command;

import io.sluice.errno.AcquireTimeoutException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns a failure into one line on standard error and an exit status. */
public final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** Makes a report. */
    public FailureReport() {}

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, @Nullable ParseResult parsed) {
        if (failure instanceof OutputException output && output.readerIsGone()) {
            return ExitStatus.DONE;
        }
        print(commandLine.getErr(), failure);
        if (failure instanceof CommandFailure known) {
            return known.status();
        }
        return failure instanceof AcquireTimeoutException ? ExitStatus.TIMED_OUT : ExitStatus.FAILED;
    }

    @Override
    public int handleParseException(ParameterException misuse, String[] arguments) {
        return misuse(misuse.getCommandLine(), misuse);
    }

    /**
     * Reports a wrong command line.
     *
     * @param commandLine the command that was misused
     * @param misuse what is wrong
     * @return the exit status
     */
    public static int misuse(CommandLine commandLine, Exception misuse) {
        String hint = " (see '" + commandLine.getCommandSpec().qualifiedName() + " --help')";
        print(commandLine.getErr(), text(misuse) + hint);
        return ExitStatus.MISUSED;
    }

    static void print(PrintWriter err, Throwable failure) {
        print(err, text(failure));
    }

    /**
     * Prints one line, whatever is in the message.
     *
     * @param err standard error
     * @param message what happened
     */
    public static void print(PrintWriter err, String message) {
        err.println("sluice: " + EscapedText.onOneLine(message));
    }

    private static String text(Throwable failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return UnknownArgument.message(unmatched);
        }
        String message = failure.getMessage();
        return message == null ? failure.toString() : message.replaceFirst("^Error: ", "");
    }
}
