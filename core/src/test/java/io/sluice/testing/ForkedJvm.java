package io.sluice.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Another JVM of the same kind and class path, for what cannot be tested in this one. */
public final class ForkedJvm {
    private final List<String> prefix = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();

    /**
     * Starts the JVM through another program, such as {@code unshare}.
     *
     * @param command the program with its own arguments
     * @return this
     */
    public ForkedJvm under(String... command) {
        Collections.addAll(prefix, command);
        return this;
    }

    /**
     * Runs shell commands first, such as {@code ulimit -n 64}, in the process that becomes the JVM.
     *
     * @param commands what to run; where it fails, there will be no JVM
     * @return this
     */
    public ForkedJvm afterShell(String commands) {
        return under("/bin/sh", "-c", commands + " && exec \"$0\" \"$@\"");
    }

    /**
     * Adds flags.
     *
     * @param jvmFlags such as {@code -Dname=value}
     * @return this
     */
    public ForkedJvm flags(String... jvmFlags) {
        Collections.addAll(flags, jvmFlags);
        return this;
    }

    /**
     * Starts it.
     *
     * @param main the class whose {@code main} is run
     * @param arguments its arguments
     * @return the running process, to be closed
     */
    public CProcess start(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Collections.addAll(command, "--enable-native-access=ALL-UNNAMED", "-Xmx128m", "-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(flags);
        Collections.addAll(command, "-cp", System.getProperty("java.class.path"), main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return CProcess.start(command);
    }
}
