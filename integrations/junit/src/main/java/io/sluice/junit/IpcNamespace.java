package io.sluice.junit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPC namespace of a test's own: its processes have message queues, semaphores and shared memory of both kinds to themselves,
 * under the names that they have in production, and limits of their own ({@link Sysctl}). A parameter of {@link LinuxIpc}.
 *
 * <pre>{@code
 * RunningProgram sender = program.in(namespace).start("/orders");
 * RunningProgram receiver = javaProgram.in(namespace).start("/orders");
 * }</pre>
 *
 * <p>The JVM of the test is not in it: a JVM cannot change the namespace of all its threads. What the test looks at runs in a
 * {@link JavaProgram}. Where this user may make no namespaces, the test is skipped with the reason. All that is in the namespace
 * is gone when its last process has ended.
 *
 * @see "ipc_namespaces(7)"
 */
public final class IpcNamespace implements AutoCloseable {
    private static final Pattern SETTING = Pattern.compile("(fs\\.mqueue|kernel)\\.(\\w+) *= *([\\d ]+)");
    private static final Duration ENTERING = Duration.ofSeconds(20);
    private static final String READY = "ready";

    /** Holds the namespace while no other process is in it. */
    private final RunningProgram holder;

    private final boolean ofOwnUser;

    private IpcNamespace(RunningProgram holder, boolean ofOwnUser) {
        this.holder = holder;
        this.ofOwnUser = ofOwnUser;
    }

    /**
     * Makes one.
     *
     * @param settings such as {@code fs.mqueue.msg_max=1000}
     * @throws UnavailableException if that is not allowed here
     */
    static IpcNamespace create(List<String> settings) throws UnavailableException {
        boolean ofOwnUser = !"root".equals(System.getProperty("user.name"));
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (ofOwnUser) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        // A file system of queues shows those of the namespace in which it was mounted. POSIX semaphores and memory are
        // files.
        command.addAll(List.of("--ipc", "--mount", "/bin/sh", "-c"));
        command.add(QueueFolder.MOUNT + script(settings) + " && echo " + READY + " && exec cat");
        RunningProgram holder;
        try {
            holder = RunningProgram.start(command);
        } catch (UncheckedIOException e) {
            throw new UnavailableException("no IPC namespace of its own: " + e.getMessage());
        }
        IpcNamespace namespace = new IpcNamespace(holder, ofOwnUser);
        String refused =
                holder.firstLineIs(READY) ? namespace.refusalToEnter() : "unshare has failed: " + holder.output();
        if (!refused.isEmpty()) {
            namespace.close();
            throw new UnavailableException("no IPC namespace of its own with " + settings + ": " + refused.strip());
        }
        return namespace;
    }

    /** Why no program can be started in it; empty if one can. */
    private String refusalToEnter() {
        List<String> command = new ArrayList<>(enter());
        command.add("true");
        try (RunningProgram tried = RunningProgram.start(command)) {
            RunningProgram.Exit exit = tried.awaitExit(ENTERING);
            return exit.status() == 0 ? "" : command + " has failed: " + exit.output();
        } catch (UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String script(List<String> settings) {
        StringBuilder script = new StringBuilder();
        for (String setting : settings) {
            Matcher parts = SETTING.matcher(setting);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "not a setting of fs.mqueue or kernel such as fs.mqueue.msg_max=1000: " + setting);
            }
            script.append(" && echo '")
                    .append(parts.group(3))
                    .append("' > /proc/sys/")
                    .append(parts.group(1).replace('.', '/'))
                    .append('/')
                    .append(parts.group(2));
        }
        return script.toString();
    }

    /**
     * What starts a program in this namespace.
     *
     * @return the command to put in front of a command line
     */
    public List<String> enter() {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid())));
        if (ofOwnUser) {
            command.addAll(List.of("--user", "--preserve-credentials"));
        }
        command.addAll(List.of("--ipc", "--mount", "--wd"));
        return command;
    }

    /** Ends the process that holds it. Programs that are in the namespace go on, and keep it. */
    @Override
    public void close() {
        holder.kill();
    }

    /** Why there can be none. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1;

        UnavailableException(String reason) {
            super(reason);
        }
    }
}
