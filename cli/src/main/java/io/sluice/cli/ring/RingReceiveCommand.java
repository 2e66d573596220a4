package io.sluice.cli.ring;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.MessagePrinter;
import io.sluice.cli.message.PrintableMessage;
import io.sluice.cli.message.ReceiveOptions;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingSender;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code sluice ring receive}. */
@Command(
        name = "receive",
        description = "Receive messages and print them, in the order of the ring, until a signal ends the command.",
        footer = {
            "",
            "text prints TYPE, a tab and TEXT. " + FormatOption.HELP,
            "json prints an object with type, size, and text, or base64 if the bytes are not UTF-8.",
            "",
            ReceiveOptions.HELP,
            "",
            "A ring has one consumer. While another process reads it, the command fails and names that process.",
            "",
            "Examples:",
            "  sluice ring receive /prices",
            "  sluice ring receive /prices --count 1",
            "  sluice ring receive /prices --until-empty --format json | jq .text",
            "  sluice ring receive /prices --rate 10"
        })
final class RingReceiveCommand implements Callable<Integer> {
    private final StandardOutput output;
    private final Termination termination;

    @Mixin
    private final RingName name = new RingName();

    @Mixin
    private final ReceiveOptions options = new ReceiveOptions();

    RingReceiveCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneAfter(Flux.using(name::open, this::receive, Ring::close));
    }

    private Flux<Void> receive(Ring ring) {
        MessagePrinter<RingMessage> printer = new MessagePrinter<>(
                output, options.format(), RingReceiveCommand::printable, message -> sendBack(ring, message));
        RingReceiver receiver = RingReceiver.create(ring.consumer());
        Flux<RingMessage> messages = options.untilEmpty() ? receiver.receiveUntilEmpty() : receiver.receive();
        return options.print(messages, printer, termination.requested(printer::putBack), receiver::stop);
    }

    private static Mono<Void> sendBack(Ring ring, RingMessage message) {
        return Mono.using(
                ring::producer,
                producer -> RingSender.create(producer).send(message, MessagePrinter.PUT_BACK_TIMEOUT),
                RingProducer::close);
    }

    private static PrintableMessage printable(RingMessage message) {
        return new PrintableMessage("type", message.type(), message.payload());
    }
}
