package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.MessagePrinter;
import io.sluice.cli.message.PrintableMessage;
import io.sluice.cli.message.ReceiveOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code sluice sysv receive}. */
@Command(
        name = "receive",
        description = "Receive messages and print them, in the order of the queue, until a signal ends the command.",
        footer = {
            "",
            "text prints TYPE, a tab and TEXT. " + FormatOption.HELP,
            "json prints an object with type, size, and text, or base64 if the bytes are not UTF-8.",
            "",
            ReceiveOptions.HELP,
            "",
            "Examples:",
            "  sluice sysv receive --key 0x4d2",
            "  sluice sysv receive --key 0x4d2 --type 3 --count 1",
            "  sluice sysv receive --id 5 --up-to 10 --until-empty --format json",
            "  sluice sysv receive --id 5 --rate 10"
        })
final class SysvReceiveCommand implements Callable<Integer> {
    private final StandardOutput output;
    private final Termination termination;

    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @ArgGroup
    private SysvSelection selection = new SysvSelection();

    @Mixin
    private final ReceiveOptions options = new ReceiveOptions();

    SysvReceiveCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneAfter(
                Flux.using(() -> queue.open(SysvAccess.READ), this::receive, SysvMessageQueue::close));
    }

    private Flux<Void> receive(SysvMessageQueue opened) {
        MessagePrinter<SysvMessage> printer = new MessagePrinter<>(
                output, options.format(), SysvReceiveCommand::printable, message -> sendBack(opened.id(), message));
        SysvMqReceiver receiver = SysvMqReceiver.create(opened);
        TypeSelector selector = selection.selector();
        Flux<SysvMessage> messages =
                options.untilEmpty() ? receiver.receiveUntilEmpty(selector) : receiver.receive(selector);
        return options.print(messages, printer, termination.requested(printer::putBack), receiver::stop);
    }

    /** With a handle of its own: the one that receives cannot send. */
    private static Mono<Void> sendBack(int id, SysvMessage message) {
        return Mono.using(
                () -> SysvMessageQueue.openById(id, SysvAccess.WRITE),
                opened -> SysvMqSender.create(opened).send(message, MessagePrinter.PUT_BACK_TIMEOUT),
                SysvMessageQueue::close);
    }

    static PrintableMessage printable(SysvMessage message) {
        return new PrintableMessage("type", message.type(), message.payload());
    }
}
