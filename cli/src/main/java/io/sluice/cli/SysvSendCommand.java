package io.sluice.cli;

import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SysvMqSender;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMqLimits;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Flux;

/** {@code sluice sysv send}. */
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
            "  sluice sysv send --key 0x4d2 --type 3 'two of those' 'one of these'",
            "  sluice sysv send --key 0x4d2 --type 3 --timeout 500ms -- '-1 of that'",
            "  tail -F orders.log | sluice sysv send --path /run/daemon.lock --project A"
        })
final class SysvSendCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @Parameters(
            arity = "0..*",
            paramLabel = "TEXT",
            description = "A message, sent as UTF-8. Without any, lines of standard input are sent.")
    private List<String> texts = List.of();

    @Option(
            names = "--type",
            paramLabel = "T",
            converter = WholeNumber.MessageType.class,
            description = "The messages' type, 1 or more. Default: 1.")
    private long type = 1;

    @Mixin
    private final TimeoutOption timeout = new TimeoutOption();

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Flux.using(
                        () -> queue.open(SysvAccess.WRITE),
                        opened -> SysvMqSender.create(opened, timeout.senderOptions())
                                .send(messages()),
                        SysvMessageQueue::close)
                .doOnNext(new Texts(texts)::check));
    }

    private Flux<OutboundMessage<SysvMessage, Long>> messages() {
        return new Texts(texts)
                .payloads(SysvMqLimits.read().maxMessageSize())
                .index((index, payload) -> OutboundMessage.create(SysvMessage.of(type, payload), index));
    }
}
