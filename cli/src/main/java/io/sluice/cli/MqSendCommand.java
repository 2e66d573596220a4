package io.sluice.cli;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.PosixMqSender;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;

/** {@code sluice mq send}. */
@Command(
        name = "send",
        description =
                "Send messages: each TEXT, or each line of standard input, in order. Waits while the queue is full.",
        footer = {
            "",
            "A line's bytes go out as they are, without the line feed; an empty line is an",
            "empty message. Where a timeout runs out, nothing more is sent and the exit",
            "status is 124.",
            "",
            "Examples:",
            "  sluice mq send /orders 'two of those' 'one of these'",
            "  sluice mq send /orders --priority 9 --timeout 500ms -- '-1 of that'",
            "  tail -F orders.log | sluice mq send /orders"
        })
final class MqSendCommand implements Callable<Integer> {
    @Mixin
    private final QueueName name = new QueueName();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "A message, sent as UTF-8. Without any, lines of standard input are sent.")
    private List<String> texts = List.of();

    @Option(
            names = "--priority",
            paramLabel = "P",
            converter = WholeNumber.Priority.class,
            description = "From 0, the lowest and the default, to 32767.")
    private int priority;

    @Mixin
    private final TimeoutOption timeout = new TimeoutOption();

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Flux.using(
                        () -> PosixMessageQueue.open(name.toString(), PosixAccess.WRITE),
                        queue -> PosixMqSender.create(queue, timeout.senderOptions())
                                .send(messages(queue)),
                        PosixMessageQueue::close)
                .doOnNext(new Texts(texts)::check));
    }

    private Flux<OutboundMessage<PosixMessage, Long>> messages(PosixMessageQueue queue) {
        return new Texts(texts)
                .payloads(queue.maxMessageSize())
                .index((index, payload) -> OutboundMessage.create(PosixMessage.of(payload, priority), index));
    }
}
