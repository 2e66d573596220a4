package io.sluice.benchmarks;

import io.sluice.benchmarks.worker.WorkerMain;
import io.sluice.libc.LibcSelection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param home its folder
 * @param version as it names itself
 */
record Jdk(Path home, Runtime.Version version) {
    /** The first one that has {@code java.lang.foreign}. */
    static final int FOREIGN = 22;

    /** The one that all contestants run on: this JVM's if it can run both bindings, or the newest that is installed. */
    static Jdk forContestants() {
        Jdk own = own();
        if (own.hasForeign()) {
            return own;
        }
        List<Jdk> all = new ArrayList<>(installed(own.home()));
        all.add(own);
        return Collections.max(all, Comparator.comparing(Jdk::version));
    }

    static Jdk own() {
        return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version());
    }

    /** Beside this one, and where the environment says, as build servers do with JAVA_HOME_25 and the like. */
    private static List<Jdk> installed(Path own) {
        List<Path> homes = new ArrayList<>();
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith("JAVA_HOME")) {
                homes.add(Path.of(variable.getValue()));
            }
        }
        try (Stream<Path> siblings = Files.list(own.toRealPath().resolveSibling("."))) {
            siblings.forEach(homes::add);
        } catch (IOException none) {
            System.err.println("no JDK is looked for beside " + own + ": " + none);
        }
        return homes.stream().flatMap(Jdk::read).toList();
    }

    private static Stream<Jdk> read(Path home) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Files.isExecutable(home.resolve("bin/java"))
                    ? Stream.of(new Jdk(home, Runtime.Version.parse(version)))
                    : Stream.empty();
        } catch (IOException | IllegalArgumentException notOne) {
            return Stream.empty();
        }
    }

    boolean hasForeign() {
        return version.feature() >= FOREIGN;
    }

    /** Whether its JVM starts with that collector. */
    boolean has(Collector collector) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(collector.flags());
        command.add("-version");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A contestant. */
    List<String> worker(String classPath, List<String> flags, String binding, String role) {
        List<String> all = new ArrayList<>(flags);
        all.add("-D" + LibcSelection.PROPERTY + "=" + binding);
        return command(classPath, all, WorkerMain.class, role, binding);
    }

    /** A contestant from a jar that names its class path. */
    List<String> worker(Path jar, List<String> flags, String binding, String role) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(flags);
        Collections.addAll(
                command, "-D" + LibcSelection.PROPERTY + "=" + binding, "-jar", jar.toString(), role, binding);
        return command;
    }

    /** The harness once more. */
    List<String> harness(Options options, String flag) {
        List<String> flags = new ArrayList<>(options.flags());
        flags.add(flag);
        return command(System.getProperty("java.class.path"), flags, Benchmarks.class);
    }

    private String java() {
        return home.resolve("bin/java").toString();
    }

    private List<String> command(String classPath, List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(flags);
        Collections.addAll(command, "-cp", classPath, main.getName());
        Collections.addAll(command, arguments);
        return command;
    }
}
