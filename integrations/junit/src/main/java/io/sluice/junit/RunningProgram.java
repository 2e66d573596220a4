package io.sluice.junit;

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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A running process of a test. Its output, standard error included, is read line by line. One that a {@link CProgram} or a
 * {@link JavaProgram} has started does not outlive the test: it is killed then if it still runs.
 *
 * <pre>{@code
 * RunningProgram running = program.start(queue.name());
 * running.awaitLine("ready");
 * queue.trySend(new byte[] {1}, 0);
 * assert running.awaitExit(Duration.ofSeconds(20)).status() == 0;
 * }</pre>
 *
 * <p>What is waited for without a time has 20 seconds. If it does not come, an {@link AssertionError} shows the whole output.
 */
public final class RunningProgram implements AutoCloseable {
    /**
     * How a process ended.
     *
     * @param status the exit status; 128 plus the signal's number if a signal ended it
     * @param output all that it wrote to standard output and standard error
     */
    public record Exit(int status, String output) {}

    /** Long enough for a busy machine, short enough to see that something is stuck. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** From the report of a handle that a JVM has dropped, which its tests do not see otherwise. */
    private static final String LEAK = "was never closed and is garbage now";

    private final List<String> command;
    private final Process process;
    /** Written by the reader, read by the test. */
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer output = new StringBuffer();

    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Thread reader;

    private RunningProgram(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        reader = new Thread(this::readAll, "output of " + command.get(0));
        reader.setDaemon(true);
    }

    /**
     * Starts any program.
     *
     * @param command the program and its arguments
     * @return the running process, which the caller closes: the extension knows nothing of it
     * @throws UncheckedIOException if it cannot be started
     */
    public static RunningProgram start(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            RunningProgram running = new RunningProgram(List.copyOf(command), process);
            running.reader.start();
            return running;
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
     * Takes the next line of its output, and waits for it if necessary.
     *
     * @return the line without its end
     * @throws AssertionError if no line comes
     */
    public String line() {
        try {
            String line = unread.poll(SOON.toNanos(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no further line from " + this);
            }
            return line;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whether its first line is this one. False as well where it ends without a line. */
    boolean firstLineIs(String expected) {
        await("line", () -> !unread.isEmpty() || !reader.isAlive());
        return expected.equals(unread.peek());
    }

    /**
     * Skips lines of its output until a certain one.
     *
     * @param expected the whole line without its end
     * @throws AssertionError if the line does not come
     */
    public void awaitLine(String expected) {
        String line = line();
        while (!line.equals(expected)) {
            line = line();
        }
    }

    /**
     * Waits until it and its children are all asleep in the kernel, as inside a call that waits. To be called behind a line that
     * the process writes right before that call.
     *
     * @throws AssertionError if they do not fall asleep
     */
    public void awaitAsleep() {
        await(
                "sleep",
                () -> Stream.concat(Stream.of(process.toHandle()), process.children())
                        .allMatch(handle -> state(handle).equals("S")));
    }

    /**
     * Writes a line to its standard input.
     *
     * @param line the line without its end
     * @throws UncheckedIOException if it has closed its input
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
     * @return the answer without its end
     * @throws AssertionError if no line comes
     */
    public String ask(String line) {
        say(line);
        return line();
    }

    /** Ends it with SIGKILL, and waits until it ended. What it has written before is read. */
    public void kill() {
        process.toHandle().destroyForcibly(); // that of the process would close its output
        awaitExit(SOON);
    }

    /**
     * Ends it with SIGTERM, and waits until it ended. Its last output is read.
     *
     * @return how it ended
     * @throws AssertionError if it does not end
     */
    public Exit terminate() {
        process.toHandle().destroy(); // that of the process would close its output
        return awaitExit(SOON);
    }

    /**
     * Waits until it ended by itself.
     *
     * @param bound how long to wait
     * @return how it ended
     * @throws AssertionError if it does not end, or if it is a JVM that has reported a handle which nobody closed
     */
    public Exit awaitExit(Duration bound) {
        try {
            if (!process.waitFor(bound.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("still running after " + bound + ": " + this);
            }
            reader.join(SOON.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (output().contains(LEAK)) {
            throw new AssertionError("a handle that nobody closed in " + this);
        }
        return new Exit(process.exitValue(), output());
    }

    /** Kills it and its children if they still run, and waits until they are gone. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        // The process itself has ended to its users a moment later, when the JDK has its exit status.
        await("end", () -> !process.isAlive() && all.stream().allMatch(RunningProgram::hasEnded));
    }

    private void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > SOON.toNanos()) {
                throw new AssertionError("no " + what + " of " + this);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * Whether all of it has. A grandchild may stay as a zombie for as long as whoever inherits it pleases; but a process whose
     * first thread alone has ended looks the same, and still holds all that it had.
     */
    private static boolean hasEnded(ProcessHandle handle) {
        return !handle.isAlive() || (state(handle).equals("Z") && threads(handle) <= 1);
    }

    private static String state(ProcessHandle handle) {
        try {
            String stat = Files.readString(
                    Path.of("/proc", Long.toString(handle.pid()), "stat"), StandardCharsets.ISO_8859_1);
            int behindName = stat.lastIndexOf(')') + 2;
            return stat.substring(behindName, behindName + 1);
        } catch (IOException gone) {
            return "gone";
        }
    }

    private static long threads(ProcessHandle handle) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(handle.pid()), "task"))) {
            return threads.count();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for " + this, e);
    }

    @Override
    public String toString() {
        return command + ", which has written:\n" + output;
    }
}
