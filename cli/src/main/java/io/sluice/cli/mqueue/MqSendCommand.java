package io.sluice.cli.mqueue;

import io.sluice.cli.message.InputForm;
import io.sluice.cli.message.MessageNumber;
import io.sluice.cli.message.Payloads;
import io.sluice.cli.message.WholeInputForm;
import io.sluice.cli.option.TimeoutOption;
import io.sluice.cli.option.WholeNumberConverter;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** {@code sluice mq send}. */
@Command(
        name = "send",
        description = Payloads.SUMMARY,
        footer = {
            "",
            Payloads.HELP,
            "",
            InputForm.HELP,
            "",
            "Examples:",
            "  sluice mq send /orders 'first order' 'second order'",
            "  sluice mq send /orders --priority 9 --timeout 500ms -- '-1 item'",
            "  tail -F orders.log | sluice mq send /orders",
            "  sluice mq receive /orders --until-empty --format json > orders.json",
            "  sluice mq send /orders --format json < orders.json"
        })
final class MqSendCommand implements Callable<Integer> {
    private static final MessageNumber NUMBER = new MessageNumber("priority", new Priority());

    @Mixin
    private final QueueName name = new QueueName();

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = Payloads.TEXT_HELP)
    private List<String> texts = List.of();

    @ArgGroup
    private WholeInputForm form = new WholeInputForm();

    @Mixin
    private final TimeoutOption timeout = new TimeoutOption();

    @Option(
            names = "--priority",
            paramLabel = "P",
            converter = Priority.class,
            description = "The messages' priority, from 0, the lowest, to 32767. Default: 0.")
    private int priority;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return payloads()
                .awaitSent(Flux.using(() -> name.open(PosixAccess.WRITE), this::send, PosixMessageQueue::close));
    }

    private Payloads payloads() {
        return Payloads.of(spec, texts, form);
    }

    private Flux<SendResult<Long>> send(PosixMessageQueue queue) {
        return PosixMqSender.create(queue, timeout.senderOptions())
                .send(payloads()
                        .read(queue.maxMessageSize(), Payloads.QUEUE_LIMIT, NUMBER)
                        .index((index, message) -> OutboundMessage.create(
                                PosixMessage.of(message.payload(), (int) message.number(priority)), index)));
    }

    /** Reads a message's priority. */
    static final class Priority extends WholeNumberConverter<Integer> {
        Priority() {
            super(0, PosixMessage.MAX_PRIORITY, Math::toIntExact);
        }
    }
}
