package io.sluice.cli;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/**
 * Runs commands that change nothing, in one JVM and for nobody to read. The launcher makes an archive of the classes that
 * this loads, from which later commands start faster.
 */
final class Rehearsal {
    /** Many of them fail, because nothing has these names. That loads what prints an error. */
    private static final String[] COMMANDS = {
        "--version",
        "mq info /sluice-rehearsal",
        "mq info /sluice-rehearsal --format json",
        "mq list",
        "mq recieve",
        "sysv list",
        "semaphore list",
        "shm list",
        "ring list",
        "limits",
        "mq --help",
        "timer --count 1 --every 1ms"
    };

    private Rehearsal() {}

    /**
     * Runs the commands and ends.
     *
     * @param none nothing
     */
    public static void main(String[] none) {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        for (String command : COMMANDS) {
            StandardOutput output = new StandardOutput(OutputStream.nullOutputStream());
            Termination termination = new Termination(nobody);
            CommandLine commandLine = Sluice.commandLine(output, termination)
                    .setOut(output.writer())
                    .setErr(nobody);
            commandLine.execute(command.split(" ", -1));
            termination.finished();
        }
        System.exit(0);
    }
}
