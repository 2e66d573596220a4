package io.sluice.samples;

import io.sluice.process.ExitStatus;
import io.sluice.reactor.process.Processes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Starts children and learns how each of them ends, in the order of their ends, without a thread for each. */
public final class WatchChildren {
    private static final String[] COMMANDS = {"sleep 0.6", "sleep 0.4; exit 3", "sleep 0.2; kill -TERM $$"};

    private WatchChildren() {}

    /**
     * Prints how each child ends.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Processes processes = Processes.create();
        Flux.fromArray(COMMANDS)
                .flatMap(command ->
                        start(command).flatMap(processes::status).map(status -> command + ": " + describe(status)))
                .doOnNext(System.out::println)
                .blockLast();
    }

    private static Mono<Process> start(String command) {
        return Mono.fromCallable(
                () -> new ProcessBuilder("sh", "-c", command).inheritIO().start());
    }

    private static String describe(ExitStatus status) {
        if (status instanceof ExitStatus.Exited exited) {
            return "exited with " + exited.code();
        } else if (status instanceof ExitStatus.Killed killed) {
            return "killed by " + killed.signalName();
        }
        return "ended, and this kernel does not say how";
    }
}
