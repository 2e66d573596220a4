package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.command.ExitStatus;
import io.sluice.testing.Bounds;
import io.sluice.testing.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built jar, run as its users run it. It does not outlive the test. */
public final class SluiceProcess implements AutoCloseable {
    /** How it ended and what it wrote. */
    public record Exit(int status, String output, String error) {
        /** It is done, and printed these lines and nothing else. */
        public void assertPrinted(String... lines) {
            assertThat(error).isEmpty();
            assertThat(output)
                    .isEqualTo(Stream.of(lines).map(line -> line + "\n").collect(Collectors.joining()));
            assertThat(status).isEqualTo(ExitStatus.DONE);
        }

        /** It printed nothing, and failed with one line that contains these parts. */
        public void assertFailed(int expected, String... parts) {
            assertThat(error).startsWith("sluice: ").contains(parts).hasLineCount(1);
            assertThat(output).isEmpty();
            assertThat(status).isEqualTo(expected);
        }
    }

    /** In place: other users may not be let into the folder. */
    public static final Path JAR = Path.of("target", "sluice.jar").toAbsolutePath();

    /** For a JVM of which there are many. */
    static final List<String> SMALL = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** A shell ignores some signals in what it starts in the background, such as a build. */
    private static final String[] NOTHING_IGNORED = {"env", "--default-signal=HUP,INT,TERM"};

    private final Process process;
    private final Capture error;
    private Capture output;

    private SluiceProcess(List<String> command) {
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        error = new Capture(process.getErrorStream());
    }

    /** Starts it. Nobody reads its output yet. */
    public static SluiceProcess startUnread(String... arguments) {
        return startUnder(NOTHING_IGNORED, arguments);
    }

    /** Starts it and reads its output. */
    public static SluiceProcess start(String... arguments) {
        return startUnread(arguments).read();
    }

    /** At the terminal of a build, an INT would be taken for Ctrl-C, which reaches the command that it runs by itself. */
    public static SluiceProcess startWithoutTerminal(String... arguments) {
        return startUnder(new String[] {"setsid", NOTHING_IGNORED[0], NOTHING_IGNORED[1]}, arguments)
                .read();
    }

    /** Starts it through another program. */
    public static SluiceProcess startUnder(String[] prefix, String... arguments) {
        return startUnder(prefix, JAR, arguments);
    }

    /** Starts a copy of the jar through another program, which may not read the jar itself. */
    public static SluiceProcess startUnder(String[] prefix, Path copy, String... arguments) {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(java(copy));
        Collections.addAll(command, arguments);
        return new SluiceProcess(command);
    }

    /** Runs it to its end with an empty standard input. */
    public static Exit run(String... arguments) {
        return runWithInput(new byte[0], arguments);
    }

    public static Exit runWithInput(byte[] input, String... arguments) {
        try (SluiceProcess process = start(arguments)) {
            process.input(input);
            return process.awaitExit();
        }
    }

    /** Runs shell commands to their end, in which {@code sluice} is the jar and {@code $1} the first argument. */
    public static Exit shell(String script, String... arguments) {
        return shellUnder(new String[0], script, arguments);
    }

    public static Exit shellUnder(String[] prefix, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(prefix));
        String function = "sluice() { '" + String.join("' '", java()) + "' \"$@\"; }\n";
        Collections.addAll(command, "/bin/sh", "-c", function + script, "sh");
        Collections.addAll(command, arguments);
        try (SluiceProcess process = new SluiceProcess(command).read()) {
            return process.awaitExit();
        }
    }

    public static List<String> java() {
        return java(JAR);
    }

    private static List<String> java(Path jar) {
        // On the binding that these tests are run on.
        String binding = "-Dio.sluice.libc=" + System.getProperty("io.sluice.libc", "jna");
        List<String> command = new ArrayList<>(List.of(Programs.java()));
        command.addAll(SMALL);
        if (jar.equals(JAR)) {
            command.addAll(ClassArchive.flags());
        }
        command.addAll(List.of(binding, "-jar", jar.toString()));
        return command;
    }

    public SluiceProcess read() {
        output = new Capture(process.getInputStream());
        return this;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void input(byte[] bytes) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it reads, left open. */
    public OutputStream openInput() {
        return process.getOutputStream();
    }

    /** Closes the end of the pipe from which its output is read. */
    public void closeOutput() {
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines written so far, the last of them perhaps not whole. */
    public List<String> lines() {
        return output.text().lines().toList();
    }

    /** What it has written to standard error so far. */
    public String error() {
        return error.text();
    }

    public void awaitLines(int count) {
        Bounds.await(count + " lines").atMost(Bounds.WITH_START).until(() -> output.lineFeeds() >= count);
    }

    public void signal(String name) {
        try {
            // The shell's own kill: the program of that name is a package of its own, and not everywhere.
            String command = "kill -" + name + " " + pid();
            int status = new ProcessBuilder("/bin/sh", "-c", command)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError(command + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public Exit awaitExit() {
        try {
            if (!process.waitFor(Bounds.WITH_START.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("still running; its standard error: " + error.text());
            }
            return new Exit(process.exitValue(), output == null ? "" : output.whole(), error.whole());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Bounds.await("end of the command").until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Reads a stream to its end on a thread of its own. */
    private static final class Capture {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread thread;
        private int lineFeeds;

        Capture(InputStream stream) {
            thread = new Thread(() -> readAll(stream), "output of sluice");
            thread.setDaemon(true);
            thread.start();
        }

        private void readAll(InputStream stream) {
            byte[] buffer = new byte[8192];
            try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    append(buffer, n);
                }
            } catch (IOException closed) {
                append(new byte[0], 0);
            }
        }

        private synchronized void append(byte[] buffer, int length) {
            bytes.write(buffer, 0, length);
            for (int i = 0; i < length; i++) {
                lineFeeds += buffer[i] == '\n' ? 1 : 0;
            }
        }

        synchronized int lineFeeds() {
            return lineFeeds;
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        String whole() throws InterruptedException {
            thread.join(Bounds.SOON.toMillis());
            return text();
        }
    }
}
