package io.sluice.samples.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A JVM in an IPC namespace of its own, by {@code unshare(1)}: like on another machine, its queues are not those of this process. They
 * are gone with the last process of the namespace.
 */
public final class OtherHost implements AutoCloseable {
    private static final List<String> UNSHARE = List.of("unshare", "--ipc");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;

    private OtherHost(Process process) {
        this.process = process;
    }

    /**
     * Tries whether this process may create namespaces, and says so on the standard output where it may not.
     *
     * @return true if it may not
     */
    public static boolean isForbidden() {
        Optional<String> why = whyNot();
        why.ifPresent(reason -> System.out.println("this sample needs root for its namespaces: " + reason));
        return why.isPresent();
    }

    private static Optional<String> whyNot() {
        List<String> command = new ArrayList<>(UNSHARE);
        command.add("true");
        try {
            Process trial =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String says = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return trial.waitFor() == 0 ? Optional.empty() : Optional.of(says);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /**
     * Starts one. What it writes shows in this program's output.
     *
     * @param main the name of the class to run
     * @param arguments its arguments
     * @return the running JVM, to be closed
     * @throws IOException if it cannot be started
     */
    public static OtherHost start(String main, String... arguments) throws IOException {
        ProcessBuilder builder = OtherJvm.builder(main, arguments).redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.command().addAll(0, UNSHARE);
        return new OtherHost(builder.start());
    }

    /**
     * Waits until the process that has started this JVM wants its end, or has ended.
     *
     * @return completes then
     */
    public static Mono<Void> endIsWanted() {
        return Mono.fromCallable(System.in::read)
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    /**
     * The running JVM, to be watched.
     *
     * @return the child
     */
    public Process process() {
        return process;
    }

    /** Asks it to end, and waits until it has. One that does not listen gets SIGTERM. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
