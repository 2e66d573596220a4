package io.sluice.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Programs of the system that some tests run others through. Where one is missing or not allowed, the test is skipped. */
public final class Programs {
    private Programs() {}

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
        return requireWorking(command);
    }

    /**
     * A limit of resources for a process.
     *
     * @param limit the option of {@code prlimit}, such as {@code --nofile=64}
     * @return the command to put in front
     */
    public static String[] limit(String limit) {
        return requireWorking(List.of("prlimit", limit));
    }

    /**
     * Root's privileges, except some that pass over permissions or limits. Does nothing for an ordinary user.
     *
     * @param capabilities their names without {@code cap_}
     * @return the command to put in front
     */
    public static String[] without(String... capabilities) {
        return isRoot()
                ? requireWorking(List.of("setpriv", "--bounding-set=-" + String.join(",-", capabilities)))
                : new String[0];
    }

    /**
     * The user nobody, whom only root can become.
     *
     * @return the command to put in front
     */
    public static String[] nobody() {
        assumeTrue(isRoot(), "only root can become another user");
        return requireWorking(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }

    static void requireInNamespaces(String[] namespaces, String preparation) {
        List<String> command = new ArrayList<>(List.of(namespaces));
        command.addAll(List.of("/bin/sh", "-c", preparation + " && exec \"$0\""));
        requireWorking(command);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String[] requireWorking(List<String> command) {
        List<String> probe = new ArrayList<>(command);
        probe.add("true");
        try (CProcess process = CProcess.start(probe)) {
            CProcess.Exit exit = process.awaitExit(Bounds.SOON);
            assumeTrue(exit.status() == 0, () -> "not possible here: " + command + ": " + exit.output());
        } catch (UncheckedIOException e) {
            assumeTrue(false, "not possible here: " + e.getMessage());
        }
        return command.toArray(String[]::new);
    }
}
