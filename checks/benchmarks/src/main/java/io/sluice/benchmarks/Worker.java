package io.sluice.benchmarks;

import io.sluice.benchmarks.worker.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that takes rounds on command, in C or in Java. It does not outlive its row, nor this JVM. */
final class Worker implements AutoCloseable {
    /** Longer than a worker itself lets a round last. */
    private static final Duration BOUND = Duration.ofSeconds(150);

    private static final String END = "(end of output)";

    private final String name;
    private final Process process;
    private final Thread hook;
    private final Thread reader;
    private final PrintStream in;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Worker(String name, List<String> command) {
        this.name = name;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        reader = new Thread(this::readAll, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** The id of the process. */
    long pid() {
        return process.pid();
    }

    private void readAll() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException destroyed) {
            lines.add("failed " + destroyed);
        }
        lines.add(END);
    }

    /** Starts a round, and waits until the worker has its queues open. */
    void start(Command command) {
        in.println(command.line());
        String line = line();
        if (!line.equals("ready")) {
            throw new BenchmarkException(name + ": " + line);
        }
    }

    /** Waits for the end of the round that was started, and gives what the worker has measured. */
    Map<String, Double> await() {
        String line = line();
        if (!line.startsWith("done")) {
            throw new BenchmarkException(name + ": " + line);
        }
        Map<String, Double> values = new HashMap<>();
        for (String word : line.substring("done".length()).trim().split(" +", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), Double.valueOf(word.substring(equals + 1)));
            }
        }
        return values;
    }

    private String line() {
        try {
            String line = lines.poll(BOUND.toNanos(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new BenchmarkException(name + " has not answered for " + BOUND);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted while waiting for " + name);
        }
    }

    /** Lets the process come to its own end, which has to be a good one. */
    void end() {
        in.close();
        try {
            if (!process.waitFor(BOUND.toNanos(), TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
                throw new BenchmarkException(name + " has not ended well");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted while waiting for the end of " + name);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        in.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
