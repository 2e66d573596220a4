package io.sluice.samples.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A C program at the other end, whose source is beside the samples: compiled, started, and gone when closed. */
public final class CDaemon implements AutoCloseable {
    private static final String SOURCES = "/io/sluice/samples/";

    private final CompiledProgram program;
    private final Process process;

    private CDaemon(CompiledProgram program, Process process) {
        this.program = program;
        this.process = process;
    }

    /**
     * Looks for a C compiler, and says so on the standard output where there is none.
     *
     * @return true if there is none
     */
    public static boolean lacksCompiler() {
        boolean lacks = CompiledProgram.compiler() == null;
        if (lacks) {
            System.out.println("this sample needs a C compiler, and there is none on the PATH");
        }
        return lacks;
    }

    /**
     * Compiles a program and starts it. What it writes shows in this program's output.
     *
     * @param name its source's name, without {@code .c}
     * @param arguments its arguments
     * @return the running program, to be closed
     */
    public static CDaemon start(String name, String... arguments) {
        Path compiler = CompiledProgram.compiler();
        if (compiler == null) {
            throw new IllegalStateException("there is no C compiler on the PATH");
        }
        CompiledProgram program = CompiledProgram.compile(compiler, SOURCES + name + ".c");
        try {
            return new CDaemon(program, program.builder(arguments).inheritIO().start());
        } catch (IOException e) {
            program.close();
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The running program, to be watched.
     *
     * @return the child
     */
    public Process process() {
        return process;
    }

    /** Ends the program, unless it has ended, and deletes what was compiled. */
    @Override
    public void close() {
        process.destroy();
        program.close();
    }
}
