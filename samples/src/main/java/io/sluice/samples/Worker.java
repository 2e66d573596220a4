package io.sluice.samples;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A process of the {@link WorkerPool}: takes one job after the other, and reports each that it has done. */
public final class Worker {
    static final String STOP = "stop";

    private static final Duration WORK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Worker() {}

    /**
     * Works until it is told to stop.
     *
     * @param args its own name, and those of the queues of jobs and of results
     */
    public static void main(String[] args) {
        if (args.length != 3) {
            System.out.println("usage: Worker NAME JOBS DONE, as WorkerPool starts it");
            return;
        }
        try (PosixMessageQueue jobs = PosixMessageQueue.open(args[1], PosixAccess.READ);
                PosixMessageQueue done = PosixMessageQueue.open(args[2], PosixAccess.WRITE)) {
            PosixMqSender sender = PosixMqSender.create(done);
            // Fair: it blocks in the kernel, which serves the workers in the order they came.
            PosixMqReceiver.create(jobs, PosixMqReceiverOptions.create().fair(true))
                    .receive()
                    .map(PosixMessage::text)
                    .takeWhile(job -> !job.equals(STOP))
                    .timeout(PATIENCE) // an orphan ends
                    .concatMap(job -> Mono.delay(WORK).then(sender.send(PosixMessage.ofText(args[0] + ": " + job))), 0)
                    .blockLast();
        }
    }
}
