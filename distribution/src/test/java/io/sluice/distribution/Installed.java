package io.sluice.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testing.Bounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A launcher where it is installed, run with an environment of its own: whatever the build's has, decides nothing. */
final class Installed {
    /** To make an archive takes seconds, and longer on a machine that is busy. */
    static final Duration LONG = Bounds.SOON.multipliedBy(5);

    private static final Path PACKAGES = Path.of("target").toAbsolutePath();

    private final Path launcher;
    private final Path scratch;
    private final Map<String, String> environment = new TreeMap<>();

    /** How it ended and what it wrote. */
    record Exit(int status, String output, String error) {
        void assertDone() {
            assertThat(error).isEmpty();
            assertThat(status).isZero();
        }

        void assertFailed(String message) {
            assertThat(error).isEqualTo("sluice: " + message + "\n");
            assertThat(output).isEmpty();
            assertThat(status).isEqualTo(1);
        }
    }

    /**
     * On the JDK of this test, and with a home of its own.
     *
     * @param launcher the script
     * @param scratch a folder to work in
     */
    Installed(Path launcher, Path scratch) throws IOException {
        this.launcher = launcher;
        this.scratch = scratch;
        with("PATH", System.getenv("PATH"));
        with("JAVA_HOME", System.getProperty("java.home"));
        with("HOME", Files.createDirectories(scratch.resolve("home")).toString());
    }

    /** The archive, unpacked into a new folder. */
    static Installed unpacked(Path scratch, String name) throws IOException {
        Path folder = Files.createDirectory(scratch.resolve(name));
        succeed("tar", "-xzf", builtPackage("tar.gz").toString(), "-C", folder.toString(), "--strip-components=1");
        return new Installed(folder.resolve("bin/sluice"), scratch);
    }

    static Path builtPackage(String extension) throws IOException {
        try (Stream<Path> files = Files.list(PACKAGES)) {
            return files.filter(file -> file.toString().endsWith("." + extension))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no ." + extension + " in " + PACKAGES));
        }
    }

    Installed with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Installed without(String variable) {
        environment.remove(variable);
        return this;
    }

    Path launcher() {
        return launcher;
    }

    Path home() {
        return scratch.resolve("home");
    }

    Path cache() {
        return home().resolve(".cache/sluice");
    }

    /** What the cache folder has, by the names of the files. */
    List<Path> cached() throws IOException {
        if (!Files.isDirectory(cache())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache())) {
            return files.sorted().toList();
        }
    }

    /** Makes the archive of classes, and runs a command then. */
    Path archived() throws IOException {
        with("SLUICE_CLASS_ARCHIVE", "now").run("--version").assertDone();
        environment.remove("SLUICE_CLASS_ARCHIVE");
        List<Path> cached = cached();
        assertThat(cached).singleElement().asString().endsWith(".jsa");
        return cached.get(0);
    }

    Exit run(String... arguments) {
        return start(launcher, arguments).awaitExit();
    }

    Running start(Path through, String... arguments) {
        List<String> command = new ArrayList<>(List.of(through.toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(scratch, "output", "");
            Path error = Files.createTempFile(scratch, "error", "");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(error.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Running(builder.start(), output, error);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that was started. */
    record Running(Process process, Path output, Path error) {
        Exit awaitExit() {
            try {
                if (!process.waitFor(LONG.toNanos(), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running; its standard error: " + Files.readString(error));
                }
                return new Exit(process.exitValue(), Files.readString(output), Files.readString(error));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Runs another program, which has to succeed. Returns all that it wrote. */
    static String succeed(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output;
    }

    /** Whether a program is there. */
    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
