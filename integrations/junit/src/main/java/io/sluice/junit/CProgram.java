package io.sluice.junit;

import java.util.ArrayList;
import java.util.List;

/**
 * A C program that a test runs as the other side: a parameter with {@link CSource}. It is compiled once for each JVM.
 *
 * <pre>{@code
 * RunningProgram sender = program.start(queue.name(), 100); // a sender.c that takes a name and a number
 * assert sender.awaitExit(Duration.ofSeconds(20)).status() == 0;
 * }</pre>
 *
 * <p>The source may include the headers beside it with {@code #include "name.h"}, and {@code sluice_ring.h} and {@code
 * sluice_word.h} of this library. A running program gets SIGTERM when the JVM is gone, even by SIGKILL. May be used from any
 * thread.
 */
public final class CProgram {
    private final IpcScope scope;
    private final List<String> command;

    CProgram(IpcScope scope, List<String> command) {
        this.scope = scope;
        this.command = command;
    }

    /**
     * The same program in another IPC namespace.
     *
     * @param namespace where to start it
     * @return a program whose processes see the queues of that namespace
     */
    public CProgram in(IpcNamespace namespace) {
        return under(namespace.enter());
    }

    /**
     * The same program, started through another one.
     *
     * @param prefix a program with its arguments, to which this one's command line is added, such as {@code nice -n 19}
     * @return the program with the prefix
     */
    public CProgram under(List<String> prefix) {
        List<String> longer = new ArrayList<>(prefix);
        longer.addAll(command);
        return new CProgram(scope, longer);
    }

    /**
     * Starts it.
     *
     * @param arguments its arguments, as text
     * @return the running process. It is killed at the end of the test if it still runs
     */
    public RunningProgram start(Object... arguments) {
        return scope.closing(RunningProgram.start(command(arguments)));
    }

    /**
     * The command line, for a test that starts it in another way.
     *
     * @param arguments its arguments, as text
     * @return the program and its arguments
     */
    public List<String> command(Object... arguments) {
        return CommandLine.of(command, arguments);
    }

    @Override
    public String toString() {
        return command.toString();
    }
}
