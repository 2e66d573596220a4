package io.sluice.cli;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The whole command without an end of the JVM, made once for many command lines: the parser begins each anew. */
public final class CommandInThisJvm implements AutoCloseable {
    private final StringWriter errors = new StringWriter();
    private final PrintWriter err = new PrintWriter(errors);
    private final Termination termination = new Termination(err);
    private final CommandLine commandLine = Sluice.commandLine(
                    new StandardOutput(OutputStream.nullOutputStream()), termination)
            .setOut(err)
            .setErr(err);

    /** What a command line means; nothing is done. */
    public ParseResult parsed(String... arguments) {
        return commandLine.parseArgs(arguments);
    }

    /** Runs a command line, and gives the exit status. */
    public int execute(String... arguments) {
        errors.getBuffer().setLength(0);
        return commandLine.execute(arguments);
    }

    /** What the last one had to say on standard error, and of help. */
    public String errors() {
        return errors.toString();
    }

    @Override
    public void close() {
        termination.finished();
    }
}
