package io.sluice.cli;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.PosixMqNotifier;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code sluice mq notify}. */
@Command(
        name = "notify",
        description = "Print a line when a message comes into a queue that was empty.",
        footer = {
            "",
            "Prints how many messages the queue holds. Takes none: the next line comes when",
            "others have emptied the queue and a message comes again. A message that goes",
            "straight to a process blocked in mq_receive is not told.",
            "",
            "A queue has one notification slot. It is held until the end, and where another",
            "process holds it, this fails.",
            "",
            "Examples:",
            "  sluice mq notify /orders",
            "  sluice mq notify /orders --count 1 && sluice mq receive /orders --until-empty"
        })
final class MqNotifyCommand implements Callable<Integer> {
    private final StandardOutput output;
    private final Termination termination;

    @Mixin
    private final QueueName name = new QueueName();

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = WholeNumber.Count.class,
            description = "End after N lines.")
    private long count = Long.MAX_VALUE;

    MqNotifyCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Flux.using(this::open, this::notifications, PosixMessageQueue::close));
    }

    /** Any access will do; to read is better, as it tells who holds the slot. */
    private PosixMessageQueue open() {
        return AllowedAccess.open(
                access -> PosixMessageQueue.open(name.toString(), access), PosixAccess.READ, PosixAccess.WRITE);
    }

    private Flux<Void> notifications(PosixMessageQueue queue) {
        return PosixMqNotifier.create(queue)
                .notifications()
                .takeUntilOther(termination.requested(Mono::empty))
                .take(count)
                .concatMap(arrived -> print(queue.attributes().currentMessages()), 0);
    }

    private Mono<Void> print(int messages) {
        return Mono.<Void>fromRunnable(() -> output.printLine(Integer.toString(messages)))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
