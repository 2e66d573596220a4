package io.sluice.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A namespace of its own for queues that hold more than this machine allows. Nobody else's limit changes, and the limit
 * goes with the last process in it.
 */
final class RaisedLimit {
    private final List<String> prefix = new ArrayList<>();

    RaisedLimit(int maxMessages) {
        prefix.add("unshare");
        if (!System.getProperty("user.name").equals("root")) {
            Collections.addAll(prefix, "--user", "--map-root-user");
        }
        Collections.addAll(
                prefix,
                "--ipc",
                "/bin/sh",
                "-c",
                "echo " + maxMessages + " > /proc/sys/fs/mqueue/msg_max && exec \"$0\" \"$@\"");
    }

    /** Why it cannot be had; empty if it can. */
    Optional<String> refusal() {
        try {
            Process probe = start(List.of("true"), ProcessBuilder.Redirect.PIPE);
            String output = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return probe.waitFor() == 0 ? Optional.empty() : Optional.of(output.trim());
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Runs a command in it to its end, which has to be a good one. */
    void run(List<String> command) {
        try {
            int status = start(command, ProcessBuilder.Redirect.INHERIT).waitFor();
            if (status != 0) {
                throw new BenchmarkException("the rows with a raised limit ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted in the rows with a raised limit");
        }
    }

    private Process start(List<String> command, ProcessBuilder.Redirect output) throws IOException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroy()));
        return process;
    }
}
