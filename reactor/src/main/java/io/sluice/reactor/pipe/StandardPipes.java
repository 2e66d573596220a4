package io.sluice.reactor.pipe;

import io.sluice.pipe.Pipe;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.jspecify.annotations.Nullable;

/** The pipes that take the place of the standard streams of a program; null where it has something else. */
record StandardPipes(
        @Nullable Pipe input,
        @Nullable Pipe output,
        @Nullable Pipe error) {
    /** Pipes for those streams that a builder leaves to its caller. */
    static StandardPipes open(ProcessBuilder builder) {
        StandardPipes pipes = new StandardPipes(null, null, null);
        try {
            pipes = new StandardPipes(openIf(builder.redirectInput().type() == Redirect.Type.PIPE), null, null);
            pipes = new StandardPipes(
                    pipes.input, openIf(builder.redirectOutput().type() == Redirect.Type.PIPE), null);
            boolean own = builder.redirectError().type() == Redirect.Type.PIPE && !builder.redirectErrorStream();
            return new StandardPipes(pipes.input, pipes.output, openIf(own));
        } catch (RuntimeException | Error refused) {
            pipes.close();
            throw refused;
        }
    }

    private static @Nullable Pipe openIf(boolean wanted) {
        return wanted ? Pipe.open() : null;
    }

    /** Starts a program with these pipes. The builder is as before then, and the program alone has its ends. */
    Process start(ProcessBuilder builder) throws IOException {
        Redirect inputBefore = builder.redirectInput();
        Redirect outputBefore = builder.redirectOutput();
        Redirect errorBefore = builder.redirectError();
        try {
            if (input != null) {
                builder.redirectInput(input.readEnd().redirect());
            }
            if (output != null) {
                builder.redirectOutput(output.writeEnd().redirect());
            }
            if (error != null) {
                builder.redirectError(error.writeEnd().redirect());
            }
            return builder.start();
        } finally {
            builder.redirectInput(inputBefore).redirectOutput(outputBefore).redirectError(errorBefore);
            closeEndsOfProgram();
        }
    }

    private void closeEndsOfProgram() {
        if (input != null) {
            input.readEnd().close();
        }
        if (output != null) {
            output.writeEnd().close();
        }
        if (error != null) {
            error.writeEnd().close();
        }
    }

    void close() {
        if (input != null) {
            input.close();
        }
        if (output != null) {
            output.close();
        }
        if (error != null) {
            error.close();
        }
    }
}
