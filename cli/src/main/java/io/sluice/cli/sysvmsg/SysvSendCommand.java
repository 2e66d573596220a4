package io.sluice.cli.sysvmsg;

import io.sluice.cli.message.InputForm;
import io.sluice.cli.message.MessageNumber;
import io.sluice.cli.message.Payloads;
import io.sluice.cli.message.WholeInputForm;
import io.sluice.cli.option.TimeoutOption;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqLimits;
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

/** {@code sluice sysv send}. */
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
            "  sluice sysv send --key 0x4d2 --type 3 'first order' 'second order'",
            "  sluice sysv send --key 0x4d2 --type 3 --timeout 500ms -- '-1 item'",
            "  tail -F orders.log | sluice sysv send --path /run/daemon.lock --project A"
        })
final class SysvSendCommand implements Callable<Integer> {
    private static final MessageNumber NUMBER = new MessageNumber("type", new MessageTypeConverter());

    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = Payloads.TEXT_HELP)
    private List<String> texts = List.of();

    @ArgGroup
    private WholeInputForm form = new WholeInputForm();

    @Mixin
    private final TimeoutOption timeout = new TimeoutOption();

    @Option(
            names = "--type",
            paramLabel = "T",
            converter = MessageTypeConverter.class,
            description = "The messages' type, 1 or more. Default: 1.")
    private long type = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return payloads()
                .awaitSent(Flux.using(() -> queue.open(SysvAccess.WRITE), this::send, SysvMessageQueue::close));
    }

    private Payloads payloads() {
        return Payloads.of(spec, texts, form);
    }

    private Flux<SendResult<Long>> send(SysvMessageQueue opened) {
        return SysvMqSender.create(opened, timeout.senderOptions())
                .send(payloads()
                        .read(SysvMqLimits.read().maxMessageSize(), Payloads.QUEUE_LIMIT, NUMBER)
                        .index((index, message) -> OutboundMessage.create(
                                SysvMessage.of(message.number(type), message.payload()), index)));
    }
}
