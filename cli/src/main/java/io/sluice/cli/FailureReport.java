package io.sluice.cli;

import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an exit status. */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, @Nullable ParseResult parsed) {
        if (failure instanceof OutputException output && output.readerIsGone()) {
            return ExitStatus.DONE;
        }
        print(
                commandLine,
                failure instanceof UncheckedIOException io ? io.getCause().toString() : text(failure));
        return failure instanceof CommandFailure known ? known.status() : ExitStatus.FAILED;
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    @Override
    public int handleParseException(ParameterException misuse, String[] arguments) {
        return misuse(misuse.getCommandLine(), text(misuse));
    }

    static int misuse(CommandLine commandLine, @Nullable String message) {
        print(commandLine, message + " (see '" + commandLine.getCommandSpec().qualifiedName() + " --help')");
        return ExitStatus.MISUSED;
    }

    private static void print(CommandLine commandLine, String message) {
        commandLine.getErr().println("sluice: " + EscapedText.onOneLine(message));
    }
}
