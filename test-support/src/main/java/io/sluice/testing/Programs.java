package io.sluice.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Programs of the system that some tests run others through. Where one is missing or not allowed, the test is skipped. */
public final class Programs {
    private static final int NOBODY = 65_534;

    private Programs() {}

    /**
     * The JVM that runs the tests, as a program.
     *
     * @return its path
     */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * New namespaces for a process.
     *
     * @param kinds the options of {@code unshare} for them, such as {@code --ipc}
     * @return the command to put in front
     */
    public static String[] unshare(String... kinds) {
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (!isRoot()) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of(kinds));
        return requireWorking(command, "true");
    }

    /**
     * Namespaces in which something is done before the process begins.
     *
     * @param namespaces from {@link #unshare}
     * @param preparation a shell command, which is tried in other such namespaces first
     * @return the command to put in front
     */
    public static String[] prepared(String[] namespaces, String preparation) {
        List<String> command = new ArrayList<>(List.of(namespaces));
        Collections.addAll(command, "/bin/sh", "-c", preparation + " && exec \"$0\" \"$@\"");
        return requireWorking(command, "true");
    }

    /**
     * A limit of resources for a process.
     *
     * @param limit the option of {@code prlimit}, such as {@code --nofile=64}
     * @return the command to put in front
     */
    public static String[] limit(String limit) {
        return requireWorking(List.of("prlimit", limit), "true");
    }

    /**
     * Root's privileges, except some that pass over permissions or limits. Does nothing for an ordinary user.
     *
     * @param capabilities their names without {@code cap_}
     * @return the command to put in front
     */
    public static String[] without(String... capabilities) {
        return isRoot()
                ? requireWorking(List.of("setpriv", "--bounding-set=-" + String.join(",-", capabilities)), "true")
                : new String[0];
    }

    /**
     * The user nobody, whom only root can become, and who may not be let into the folder of the JVM, or of the tests' files.
     *
     * @return the command to put in front
     */
    public static String[] nobody() {
        return user(NOBODY);
    }

    /**
     * A user, whom only root can become, and who may not be let into the folder of the JVM, or of the tests' files.
     *
     * @param id the number of the user and of the group
     * @return the command to put in front
     */
    public static String[] user(int id) {
        assumeTrue(isRoot(), "only root can become another user");
        List<String> command = List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups");
        requireWorking(command, "ls", "-d", System.getProperty("java.io.tmpdir") + "/.");
        return requireWorking(command, java(), "-version");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String[] requireWorking(List<String> command, String... tried) {
        List<String> probe = new ArrayList<>(command);
        Collections.addAll(probe, tried);
        try (RunningProgram process = RunningProgram.start(probe)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assumeTrue(exit.status() == 0, () -> "not possible here: " + probe + ": " + exit.output());
        } catch (UncheckedIOException e) {
            assumeTrue(false, "not possible here: " + e.getMessage());
        }
        return command.toArray(String[]::new);
    }
}
