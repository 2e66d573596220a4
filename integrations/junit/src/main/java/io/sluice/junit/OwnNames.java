package io.sluice.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that no other process has: each has the process's pid namespace, its id and the time of its start. By these it is known of
 * a name whether the process that made it is gone.
 */
final class OwnNames {
    private static final Pattern NAME = Pattern.compile("sluice-junit-(\\d+)-(\\d+)-(\\d+)-.+");
    private static final Pattern NAMESPACE = Pattern.compile("pid:\\[(\\d+)]");
    /** Fields behind the name of the program in {@code /proc/PID/stat}: the third is the first of them. */
    private static final int START_TIME = 22 - 3;

    private static final String PID_NAMESPACE = pidNamespace();
    /** The random number is for a second class loader with these classes. */
    private static final String PREFIX = "sluice-junit-" + PID_NAMESPACE + "-"
            + ProcessHandle.current().pid() + "-" + ownStartTime() + "-"
            + HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt()) + "-";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private OwnNames() {}

    /** A name without a slash that nobody has had. */
    static String next() {
        return PREFIX + COUNT.incrementAndGet();
    }

    /**
     * Whether this is the name of a process that has ended. False for names of other pid namespaces: nobody here knows whether
     * their processes run.
     */
    static boolean isOfDeadProcess(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() && parts.group(1).equals(PID_NAMESPACE) && !mayRun(parts.group(2), parts.group(3));
    }

    /** Whether a process that was started at this time runs still, as far as can be read: descriptors may be used up. */
    private static boolean mayRun(String pid, String startTime) {
        try {
            return startTime(pid).equals(startTime);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** In clock ticks since the start of the system. */
    private static String startTime(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START_TIME];
    }

    private static String ownStartTime() {
        try {
            return startTime("self");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pidNamespace() {
        try {
            Matcher link = NAMESPACE.matcher(
                    Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
            return link.matches() ? link.group(1) : "0";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
