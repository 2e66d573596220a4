package io.sluice.samples.docs;

import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sysvipc.IpcKey;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The Java of docs/semaphores.md. */
final class SemaphoresSnippets {
    private SemaphoresSnippets() {}

    static void work() {
        try (PosixSemaphore connections =
                PosixSemaphore.builder("/connections").value(3).mode(0660).openOrCreate()) {
            SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(connections);
            acquirer.withPermit(Duration.ofSeconds(5), () -> query())
                    .doOnNext(System.out::println)
                    .blockLast();
        }
    }

    private static Flux<String> query() {
        return Flux.just("a row");
    }

    static void jobs(PosixSemaphore posted) {
        Flux<Permit> jobs = SemaphoreAcquirer.create(posted).permits();
        jobs.subscribe(permit -> System.out.println("another process has posted a job"));
    }

    static void unlink() {
        PosixSemaphore printer = PosixSemaphore.builder("/printer").create();
        try (printer) {
            print(printer);
        } finally {
            PosixSemaphore.unlink(printer.name());
        }
    }

    private static void print(PosixSemaphore printer) {
        System.out.println(printer.value());
    }

    static Mono<String> forks() {
        SemaphoreOperation left = SemaphoreOperation.take(0, 1).withUndo();
        SemaphoreOperation right = SemaphoreOperation.take(1, 1).withUndo();
        SysvSemaphoreSet forks =
                SysvSemaphoreSet.builder(IpcKey.of(0x4d2)).values(1, 1, 1, 1, 1).openOrCreate();
        Mono<String> meal = SemaphoreAcquirer.create(forks, left, right).withPermit(Mono.just("eaten"));

        return meal;
    }
}
