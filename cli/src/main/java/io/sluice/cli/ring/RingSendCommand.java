package io.sluice.cli.ring;

import io.sluice.cli.message.InputForm;
import io.sluice.cli.message.MessageNumber;
import io.sluice.cli.message.Payloads;
import io.sluice.cli.message.WholeInputForm;
import io.sluice.cli.option.TimeoutOption;
import io.sluice.cli.option.WholeNumberConverter;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.ring.RingSender;
import io.sluice.ring.Ring;
import io.sluice.ring.RingMessage;
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

/** {@code sluice ring send}. */
@Command(
        name = "send",
        description =
                "Send each TEXT as a message, or each line of standard input if there is no TEXT. Wait while the ring is"
                        + " full.",
        footer = {
            "",
            Payloads.HELP,
            "",
            InputForm.HELP,
            "",
            "Examples:",
            "  sluice ring send /prices 'bolts 12.50' 'nuts 3.10'",
            "  sluice ring send /prices --type 3 --timeout 500ms -- '-1 item'",
            "  tail -F prices.log | sluice ring send /prices"
        })
final class RingSendCommand implements Callable<Integer> {
    private static final MessageNumber NUMBER = new MessageNumber("type", new Type());

    @Mixin
    private final RingName name = new RingName();

    @Parameters(index = "1", arity = "0..*", paramLabel = "TEXT", description = Payloads.TEXT_HELP)
    private List<String> texts = List.of();

    @ArgGroup
    private WholeInputForm form = new WholeInputForm();

    @Mixin
    private final TimeoutOption timeout = new TimeoutOption();

    @Option(
            names = "--type",
            paramLabel = "T",
            converter = Type.class,
            description = "The messages' type, from 1 to 2147483647. Default: 1.")
    private int type = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return payloads().awaitSent(Flux.using(name::open, this::send, Ring::close));
    }

    private Payloads payloads() {
        return Payloads.of(spec, texts, form);
    }

    private Flux<SendResult<Long>> send(Ring ring) {
        return RingSender.create(ring.producer(), timeout.senderOptions())
                .send(payloads()
                        .read(ring.longestMessage(), "the ring's limit for a message", NUMBER)
                        .index((index, message) -> OutboundMessage.create(
                                RingMessage.of((int) message.number(type), message.payload()), index)));
    }

    /** Reads the type of a message. */
    static final class Type extends WholeNumberConverter<Integer> {
        Type() {
            super(1, Integer.MAX_VALUE, number -> (int) number);
        }
    }
}
