package io.sluice.cli.mqueue;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.StreamedLines;
import io.sluice.cli.command.Termination;
import io.sluice.cli.option.CountOption;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;

/** {@code sluice mq notify}. */
@Command(
        name = "notify",
        description = "Print a line when a message arrives in the empty queue. Receive nothing.",
        footer = {
            "",
            "The line is the number of messages in the queue. If there are messages at the start, a line is printed at"
                    + " once. The next line is printed when the queue has been empty again and a new message arrives."
                    + " There is no line for a message that goes directly to a process blocked in mq_receive.",
            "",
            "A queue has one notification slot. This command holds it until it ends. If another process holds it, this"
                    + " command fails.",
            "",
            "Examples:",
            "  sluice mq notify /orders",
            "  sluice mq notify /orders --count 1 && sluice mq receive /orders --until-empty"
        })
final class MqNotifyCommand implements Callable<Integer> {
    private final StreamedLines lines;

    @Mixin
    private final QueueName name = new QueueName();

    @Mixin
    private final CountOption count = new CountOption();

    MqNotifyCommand(StandardOutput output, Termination termination) {
        lines = new StreamedLines(output, termination);
    }

    @Override
    public Integer call() {
        // Either access allows notifications. Access to receive also shows who holds the slot.
        return ExitStatus.doneAfter(Flux.using(
                () -> name.open(PosixAccess.READ, PosixAccess.WRITE), this::notifications, PosixMessageQueue::close));
    }

    private Flux<Void> notifications(PosixMessageQueue queue) {
        return lines.print(
                PosixMqNotifier.create(queue).notifications(),
                count.value(),
                arrived -> Integer.toString(queue.attributes().currentMessages()));
    }
}
