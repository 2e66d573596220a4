package io.sluice.samples;

import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.samples.support.NamedQueue;
import io.sluice.samples.support.OtherJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Several processes, each of them a {@link Worker}, receive from one queue: each job goes to exactly one of them, and to one
 * that has nothing to do.
 */
public final class WorkerPool {
    private static final int WORKERS = 3;
    private static final int JOBS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private WorkerPool() {}

    /**
     * Starts three workers and gives them thirty jobs.
     *
     * @param args none
     * @throws IOException if a worker cannot be started
     */
    public static void main(String[] args) throws IOException {
        long pid = ProcessHandle.current().pid();
        List<Process> workers = new ArrayList<>();
        try (NamedQueue jobs = NamedQueue.create("/sluice-jobs-" + pid, 1);
                NamedQueue done = NamedQueue.create("/sluice-done-" + pid, 1)) {
            for (int number = 1; number <= WORKERS; number++) {
                workers.add(OtherJvm.builder(Worker.class.getName(), "worker " + number, jobs.name(), done.name())
                        .start());
            }
            manage(jobs.queue(), done.queue());
        } finally {
            workers.forEach(Process::destroy);
        }
    }

    private static void manage(PosixMessageQueue jobs, PosixMessageQueue done) {
        PosixMqSender sender = PosixMqSender.create(jobs);
        Flux<PosixMessage> messages = Flux.range(1, JOBS)
                .map(job -> "job " + job)
                // Each worker takes one stop, and no job behind it.
                .concatWith(Flux.just(Worker.STOP).repeat(WORKERS - 1))
                .map(PosixMessage::ofText);
        // The queue holds one: when it has one more than there are workers, and none of them could hand in what it has
        // done, each of them has a job.
        done.trySend(PosixMessage.ofText("no room yet"));
        Mono<Void> oneForEach =
                messages.take(WORKERS + 1).concatMap(sender::send, 1).then();
        Mono<Void> theOthers =
                messages.skip(WORKERS + 1).concatMap(sender::send, 1).then();
        Mono<?> results = PosixMqReceiver.create(done)
                .receive()
                .skip(1)
                .take(JOBS)
                .map(result -> result.text().split(": ", 2))
                .collect(Collectors.groupingBy(
                        result -> result[0], TreeMap::new, Collectors.mapping(result -> result[1], Collectors.toSet())))
                .doOnNext(WorkerPool::print);
        oneForEach.then(Mono.when(theOthers, results)).block(PATIENCE);
    }

    private static void print(Map<String, Set<String>> jobsOf) {
        jobsOf.forEach((worker, jobs) -> System.out.println(worker + " did " + jobs.size() + " of " + JOBS + " jobs"));
        long different =
                jobsOf.values().stream().flatMap(Set::stream).distinct().count();
        System.out.println(different + " different jobs are done");
    }
}
