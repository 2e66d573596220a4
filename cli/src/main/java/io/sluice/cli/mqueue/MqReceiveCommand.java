package io.sluice.cli.mqueue;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.MessagePrinter;
import io.sluice.cli.message.PrintableMessage;
import io.sluice.cli.message.ReceiveOptions;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.NamedPosixMqReceiver;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code sluice mq receive}. */
@Command(
        name = "receive",
        description = "Receive messages and print them, the highest priority first, until a signal ends the command.",
        footer = {
            "",
            "text prints PRIORITY, a tab and TEXT. " + FormatOption.HELP,
            "json prints an object with priority, size, and text, or base64 if the bytes are not UTF-8.",
            "",
            ReceiveOptions.HELP,
            "",
            "Examples:",
            "  sluice mq receive /orders",
            "  sluice mq receive /orders --count 1",
            "  sluice mq receive /orders --until-empty --format json | jq .text",
            "  sluice mq receive /orders --rate 10",
            "  sluice mq receive /orders --follow"
        })
final class MqReceiveCommand implements Callable<Integer> {
    private final StandardOutput output;
    private final Termination termination;

    @Mixin
    private final QueueName name = new QueueName();

    @Mixin
    private final ReceiveOptions options = new ReceiveOptions();

    @Option(
            names = "--follow",
            description = "Wait until the queue exists. When it is unlinked, continue with the next queue of the name.")
    private boolean follow;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    MqReceiveCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        if (!follow) {
            // Access to send puts a message back into this very queue, even if its name is somebody else's by then.
            return ExitStatus.doneAfter(Flux.using(
                    () -> name.open(PosixAccess.READ_WRITE, PosixAccess.READ),
                    this::receive,
                    PosixMessageQueue::close));
        }
        if (options.untilEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--follow, --until-empty are mutually exclusive (specify only one)");
        }
        return ExitStatus.doneAfter(Flux.defer(this::receiveByName));
    }

    private Flux<Void> receive(PosixMessageQueue queue) {
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        Flux<PosixMessage> messages = options.untilEmpty() ? receiver.receiveUntilEmpty() : receiver.receive();
        return print(
                messages,
                receiver::stop,
                message -> PosixMqSender.create(queue).send(message, MessagePrinter.PUT_BACK_TIMEOUT));
    }

    private Flux<Void> receiveByName() {
        NamedPosixMqReceiver receiver = NamedPosixMqReceiver.create(name.toString());
        return print(
                receiver.receive(),
                receiver::stop,
                message -> Mono.using(
                        () -> NamedPosixMqSender.create(name.toString()),
                        sender -> sender.send(message, MessagePrinter.PUT_BACK_TIMEOUT),
                        NamedPosixMqSender::close));
    }

    private Flux<Void> print(Flux<PosixMessage> messages, Runnable stop, Function<PosixMessage, Mono<Void>> sendBack) {
        MessagePrinter<PosixMessage> printer = new MessagePrinter<>(
                output,
                options.format(),
                message -> new PrintableMessage("priority", message.priority(), message.payload()),
                sendBack);
        return options.print(messages, printer, termination.requested(printer::putBack), stop);
    }
}
