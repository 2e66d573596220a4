package io.sluice.samples.orders;

import io.sluice.samples.support.CleanUp;
import io.sluice.samples.support.CompiledProgram;
import io.sluice.samples.support.OtherJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The process that sends the orders: a C program where there is a compiler for it, another JVM otherwise. */
final class OtherProcess {
    private static final String SOURCE = "/io/sluice/samples/orders/orders.c";

    private final Process process;
    private final String description;

    private OtherProcess(Process process, String description) {
        this.process = process;
        this.description = description;
    }

    /** Starts it on two queues. */
    static OtherProcess start(CleanUp cleanUp, String orders, String answers, int count) {
        String[] arguments = {orders, answers, Integer.toString(count)};
        Path compiler = CompiledProgram.compiler();
        if (compiler == null) {
            return startJvm(cleanUp, arguments, "there is no C compiler on the PATH");
        }
        try {
            CompiledProgram program =
                    cleanUp.step(() -> CompiledProgram.compile(compiler, SOURCE), CompiledProgram::close);
            return start(cleanUp, "a C program, orders.c, compiled with " + compiler, program.builder(arguments));
        } catch (UncheckedIOException e) {
            return startJvm(cleanUp, arguments, String.valueOf(e.getMessage()));
        }
    }

    private static OtherProcess startJvm(CleanUp cleanUp, String[] arguments, String reason) {
        ProcessBuilder builder = OtherJvm.builder(OrderGateway.class.getName(), arguments);
        return start(cleanUp, "a second JVM, because " + reason, builder);
    }

    private static OtherProcess start(CleanUp cleanUp, String description, ProcessBuilder builder) {
        return new OtherProcess(cleanUp.step(() -> start(builder), Process::destroyForcibly), description);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    String description() {
        return description;
    }

    /** What it reports when it ends; fails where it ends without a report. */
    CompletableFuture<Report> report() {
        return process.onExit().thenApply(ended -> {
            try {
                String output = new String(ended.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                return Report.read(output, ended.exitValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
    }
}
