package io.sluice.samples;

import io.sluice.reactor.process.Processes;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.samples.support.CDaemon;
import io.sluice.samples.support.NamedSemaphore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A C program and this one add to the number in a file. A semaphore with one permit lets in one of them at a time: {@code
 * counter.c}.
 */
public final class MutualExclusion {
    private static final int TIMES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private MutualExclusion() {}

    /**
     * Counts to 400, half of the way in each program.
     *
     * @param args none
     * @throws IOException if there is no room for the file
     */
    public static void main(String[] args) throws IOException {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        String name = "/sluice-counter-" + ProcessHandle.current().pid();
        Path file = Files.createTempFile("sluice-counter-", ".txt");
        Files.writeString(file, "0");
        try (NamedSemaphore one = NamedSemaphore.create(name, 1);
                CDaemon counter = CDaemon.start("counter", name, file.toString(), Integer.toString(TIMES))) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(one.semaphore());
            acquirer.withPermit(addOne(file))
                    .repeat(TIMES - 1)
                    .then(Processes.create().exited(counter.process()))
                    .block(PATIENCE);
            System.out.println("the number is " + Files.readString(file).strip());
        } finally {
            Files.delete(file);
        }
    }

    /** With files on another thread: who waits for a permit must not be blocked. */
    private static Mono<Path> addOne(Path file) {
        return Mono.fromCallable(() -> {
                    int number = Integer.parseInt(Files.readString(file).strip());
                    return Files.writeString(file, Integer.toString(number + 1));
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
