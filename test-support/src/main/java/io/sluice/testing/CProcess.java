package io.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running process of a test: its output is read line by line, and it does not outlive the test. */
public final class CProcess implements AutoCloseable {
    /**
     * How a process ended.
     *
     * @param status the exit status; 128 plus the signal's number where a signal ended it
     * @param output all that it wrote to standard output and standard error
     */
    public record Exit(int status, String output) {}

    /** From the report of a handle that a JVM has dropped, which its tests do not see otherwise. */
    private static final String LEAK = "was never closed and is garbage now";

    private final List<String> command;
    private final Process process;
    /** Written by the reader, read by the test. */
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer output = new StringBuffer();

    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Thread reader;

    private CProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        reader = new Thread(this::readAll, "output of " + command.get(0));
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts any program.
     *
     * @param command the program and its arguments
     * @return the running process, to be closed
     */
    public static CProcess start(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new CProcess(command, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAll() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                unread.add(line);
            }
        } catch (IOException destroyed) {
            output.append("(cut off)\n");
        }
    }

    /**
     * The process's id.
     *
     * @return its number
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether it runs.
     *
     * @return true until it ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * All that it has written so far.
     *
     * @return the lines, those that were taken one by one as well
     */
    public String output() {
        return output.toString();
    }

    /**
     * Takes the next line of its output and waits for it if need be. Fails the test where none comes.
     *
     * @return the line
     */
    public String line() {
        try {
            String line = unread.poll(Bounds.SOON.toNanos(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no further line from " + this);
            }
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + this, e);
        }
    }

    /**
     * Skips lines of its output until a certain one. Fails the test where it does not come.
     *
     * @param expected the whole line
     */
    public void awaitLine(String expected) {
        String line = line();
        while (!line.equals(expected)) {
            line = line();
        }
    }

    /**
     * Waits until it and its children are all asleep in the kernel, as they are inside a call that waits. To be asked only
     * behind a line that the process writes right before that call.
     */
    public void awaitAsleep() {
        Bounds.await("sleep of " + command)
                .untilAsserted(() -> assertThat(states()).containsOnly("S"));
    }

    private Stream<String> states() {
        return Stream.concat(Stream.of(process.toHandle()), process.children()).map(CProcess::state);
    }

    static String state(ProcessHandle handle) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
            int behindName = stat.lastIndexOf(')') + 2;
            return stat.substring(behindName, behindName + 1);
        } catch (IOException gone) {
            return "gone";
        }
    }

    /**
     * Writes a line to its standard input.
     *
     * @param line the line without its end
     */
    public void say(String line) {
        try {
            BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(this + " does not listen", e);
        }
    }

    /**
     * Writes a line to its standard input, and takes the next line of its output.
     *
     * @param line the line without its end
     * @return the answer
     */
    public String ask(String line) {
        say(line);
        return line();
    }

    /** Ends it with SIGKILL, and waits until it ended. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Bounds.SOON);
    }

    /** Ends it with SIGTERM, and waits until it ended; its last words are read. */
    public Exit terminate() {
        process.toHandle().destroy(); // that of the process would close its output
        return awaitExit(Bounds.SOON);
    }

    /**
     * Waits until it ended by itself. Fails the test, with its output, where it does not, or where it is a JVM that has
     * reported a handle which nobody closed.
     *
     * @param bound how long to wait
     * @return how it ended
     */
    public Exit awaitExit(Duration bound) {
        try {
            if (!process.waitFor(bound.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("still running after " + bound + ": " + this);
            }
            reader.join(bound.toMillis());
            if (output().contains(LEAK)) {
                throw new AssertionError("a handle that nobody closed in " + this);
            }
            return new Exit(process.exitValue(), output());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + this, e);
        }
    }

    /** Kills it and its children, where they still run, and waits until they are gone. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Bounds.await("end of " + command).until(() -> all.stream().allMatch(CProcess::hasEnded));
    }

    /**
     * Whether all of it has. A grandchild may stay as a zombie for as long as whoever inherits it pleases; but a process
     * whose first thread alone has ended looks the same, and still holds all that it had.
     */
    static boolean hasEnded(ProcessHandle handle) {
        return !handle.isAlive() || (state(handle).equals("Z") && threads(handle) <= 1);
    }

    private static long threads(ProcessHandle handle) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(handle.pid()), "task"))) {
            return threads.count();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return command + ", which has written:\n" + output;
    }
}
