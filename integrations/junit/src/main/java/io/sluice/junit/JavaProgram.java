package io.sluice.junit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A class with a {@code main} method that a test runs in a JVM of its own, with the class path of the test: a parameter with
 * {@link MainClass}.
 *
 * <pre>{@code
 * RunningProgram daemon = javaProgram.flags("-Xmx32m").start(queue.name());
 * daemon.awaitLine("ready");
 * daemon.terminate();
 * }</pre>
 *
 * <p>The JVM uses the same binding to the C library as this one. {@link RunningProgram#awaitExit} fails if it has reported a handle
 * that nobody closed. It gets no signal when the JVM of the test is killed, but its standard input ends then. May be used from any
 * thread.
 */
public final class JavaProgram {
    /** System properties of the test that are those of the other JVM. */
    private static final List<String> INHERITED = List.of("io.sluice.libc", "java.io.tmpdir");

    private final IpcScope scope;
    private final String mainClass;
    private final List<String> prefix;
    private final List<String> flags;

    JavaProgram(IpcScope scope, Class<?> mainClass) {
        this(scope, mainClass.getName(), List.of(), List.of());
    }

    private JavaProgram(IpcScope scope, String mainClass, List<String> prefix, List<String> flags) {
        this.scope = scope;
        this.mainClass = mainClass;
        this.prefix = prefix;
        this.flags = flags;
    }

    /**
     * The same program in another IPC namespace.
     *
     * @param namespace where to start it
     * @return a program whose processes see the queues of that namespace
     */
    public JavaProgram in(IpcNamespace namespace) {
        return under(namespace.enter());
    }

    /**
     * The same program, started through another one.
     *
     * @param command a program with its arguments, to which this one's command line is added, such as {@code nice -n 19}
     * @return the program with the prefix
     */
    public JavaProgram under(List<String> command) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(prefix);
        return new JavaProgram(scope, mainClass, longer, flags);
    }

    /**
     * The same program with more flags for the JVM.
     *
     * @param added such as {@code -Xmx32m}
     * @return the program with the flags
     */
    public JavaProgram flags(String... added) {
        List<String> longer = new ArrayList<>(flags);
        longer.addAll(List.of(added));
        return new JavaProgram(scope, mainClass, prefix, longer);
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
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dio.sluice.leakDetection=paranoid");
        for (String property : INHERITED) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), mainClass));
        return CommandLine.of(command, arguments);
    }

    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String classes = System.getProperty("java.class.path");
        return modules.isEmpty() ? classes : classes + File.pathSeparator + modules;
    }

    @Override
    public String toString() {
        return mainClass;
    }
}
