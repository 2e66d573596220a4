package io.sluice.samples;

import io.sluice.mqueue.MqMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqReceiver;
import io.sluice.reactor.PosixMqReceiverOptions;
import io.sluice.reactor.PosixMqSender;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Several processes receive from one queue: each job goes to exactly one of them, and to one that has nothing to do. */
public final class WorkerPool {
    private static final int WORKERS = 3;
    private static final int JOBS = 30;
    private static final Duration WORK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READY = "ready";
    private static final String STOP = "stop";

    private WorkerPool() {}

    /**
     * Starts three workers and gives them thirty jobs.
     *
     * @param args none; for a worker, which this starts itself, its number and the names of the queues
     * @throws IOException if a worker cannot be started
     */
    @SuppressWarnings("try") // two of the resources are there for their ends alone
    public static void main(String[] args) throws IOException {
        if (args.length > 0) {
            work(args[0], args[1], args[2]);
            return;
        }
        String jobs = "/sluice-jobs-" + ProcessHandle.current().pid();
        String done = "/sluice-done-" + ProcessHandle.current().pid();
        List<Process> workers = new ArrayList<>();
        try (PosixMessageQueue jobQueue = create(jobs);
                Closeable unlinkingJobs = () -> PosixMessageQueue.unlink(jobs);
                PosixMessageQueue doneQueue = create(done);
                Closeable unlinkingDone = () -> PosixMessageQueue.unlink(done)) {
            for (int number = 1; number <= WORKERS; number++) {
                workers.add(start("worker " + number, jobs, done));
            }
            run(
                    PosixMqSender.create(jobQueue),
                    PosixMqReceiver.create(doneQueue).receive());
        } finally {
            workers.forEach(Process::destroy);
        }
    }

    private static void run(PosixMqSender jobs, Flux<MqMessage> done) {
        Mono<?> allReady = done.take(WORKERS).then();
        // A stop has the lowest priority: it is taken when no job is left, and each worker takes one.
        Flux<MqMessage> messages = Flux.range(1, JOBS)
                .map(job -> MqMessage.ofText("job " + job, 1))
                .concatWith(Flux.range(1, WORKERS).map(worker -> MqMessage.ofText(STOP, 0)));
        Mono<?> results = done.take(JOBS)
                .map(result -> result.text().split(": ", 2))
                .collect(Collectors.groupingBy(
                        result -> result[0], TreeMap::new, Collectors.mapping(result -> result[1], Collectors.toSet())))
                .doOnNext(jobsOf -> jobsOf.forEach((worker, theirs) ->
                        System.out.println(worker + " did " + theirs.size() + " of " + JOBS + " jobs")))
                .map(jobsOf ->
                        jobsOf.values().stream().flatMap(Set::stream).distinct().count())
                .doOnNext(count -> System.out.println(count + " different jobs are done"));
        allReady.then(Mono.when(messages.concatMap(jobs::send, 1), results)).block(PATIENCE);
    }

    private static void work(String worker, String jobs, String done) {
        try (PosixMessageQueue jobQueue = PosixMessageQueue.builder(jobs).open();
                PosixMessageQueue doneQueue = PosixMessageQueue.builder(done).open()) {
            PosixMqSender sender = PosixMqSender.create(doneQueue);
            sender.send(MqMessage.ofText(READY)).block();
            // Fair: it waits in the kernel's line of receivers, where each worker gets its turn.
            PosixMqReceiver.create(jobQueue, PosixMqReceiverOptions.create().fair(true))
                    .receive()
                    .takeWhile(message -> !message.text().equals(STOP))
                    .concatMap(
                            job -> Mono.delay(WORK).then(sender.send(MqMessage.ofText(worker + ": " + job.text()))), 0)
                    .blockLast();
        }
    }

    private static PosixMessageQueue create(String name) {
        return PosixMessageQueue.builder(name)
                .maxMessages(10)
                .maxMessageSize(64)
                .create();
    }

    private static Process start(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerPool.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
