package io.sluice.samples;

import io.sluice.reactor.process.Processes;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.samples.support.CDaemon;
import io.sluice.samples.support.NamedSemaphore;
import io.sluice.samples.support.OtherJvm;
import io.sluice.semaphore.PosixSemaphore;
import java.io.IOException;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Two JVMs and a C program, {@code pool_client.c}, share three connections to a database. A semaphore has a permit for each
 * of them, so there are never more than three, however many queries wait.
 */
public final class ConnectionPool {
    private static final int CONNECTIONS = 3;
    private static final int QUERIES = 10;
    private static final Duration QUERY = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ConnectionPool() {}

    /**
     * Creates the semaphore, starts the other two processes, and does ten queries itself.
     *
     * @param args none; the second JVM gets the name of the semaphore
     * @throws IOException if the second JVM cannot be started
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 1) {
            try (PosixSemaphore semaphore = PosixSemaphore.builder(args[0]).open()) {
                work("second JVM", SemaphoreAcquirer.create(semaphore)).block(PATIENCE);
            }
        } else if (!CDaemon.lacksCompiler()) {
            share("/sluice-connections-" + ProcessHandle.current().pid());
        }
    }

    private static void share(String name) throws IOException {
        ProcessBuilder other = OtherJvm.builder(ConnectionPool.class.getName(), name);
        try (NamedSemaphore connections = NamedSemaphore.create(name, CONNECTIONS);
                CDaemon client = CDaemon.start("pool_client", name)) {
            Process second =
                    other.redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
            Processes processes = Processes.create();
            work("first JVM", SemaphoreAcquirer.create(connections.semaphore()))
                    .then(Mono.when(processes.exited(client.process()), processes.exited(second)))
                    .doFinally(end -> second.destroy())
                    .block(PATIENCE);
            System.out.println(connections.semaphore().value() + " connections are free again");
        }
    }

    /** All queries at once: those for which there is no connection wait, and no thread does for each of them. */
    private static Mono<Void> work(String who, SemaphoreAcquirer acquirer) {
        return Flux.range(1, QUERIES)
                .flatMap(query -> acquirer.withPermit(PATIENCE, Mono.delay(QUERY)))
                .count()
                .doOnNext(done -> System.out.println(who + ": " + done + " queries are done"))
                .then();
    }
}
