package io.sluice.cli.fifo;

import io.sluice.cli.message.InputForm;
import io.sluice.cli.message.InputMessage;
import io.sluice.cli.message.MessageNumber;
import io.sluice.cli.message.Payloads;
import io.sluice.cli.option.TimeoutOption;
import io.sluice.pipe.Pipe;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.PipeSenderOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** {@code sluice fifo send}. */
@Command(
        name = "send",
        description =
                "Send each TEXT as a line, or each line of standard input if there is no TEXT. Wait for a reader, and while"
                        + " the FIFO is full.",
        footer = {
            "",
            "The lines are sent in order, each whole with its line feed, and so up to 4096 bytes. "
                    + Payloads.READ_AHEAD
                    + " When a timeout expires, nothing more is sent and the exit status is 124. What --base64, --file and"
                    + " --format json send is a line as well; with --packets it may have line feeds in it.",
            "",
            "Examples:",
            "  sluice fifo send /run/plant/commands 'valve 7 open' 'valve 8 close'",
            "  sluice fifo send /run/plant/commands --timeout 2s 'valve 7 open'",
            "  tail -F readings.log | sluice fifo send /run/plant/readings",
            "  sluice fifo send /run/plant/firmware --raw < image.bin"
        })
final class FifoSendCommand implements Callable<Integer> {
    private static final byte LINE_FEED = '\n';
    private static final String LIMIT = "the limit of what a FIFO takes whole (PIPE_BUF)";

    @Mixin
    private final FifoPath path = new FifoPath();

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "A line. It is sent as UTF-8.")
    private List<String> texts = List.of();

    @Mixin
    private final TimeoutOption timeout = new TimeoutOption();

    @ArgGroup
    private Records records = new Records();

    @ArgGroup
    private InputForm form = new InputForm();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What is sent in place of lines. */
    static final class Records {
        @Option(names = "--packets", description = "Send each text or line as a packet, without a line feed.")
        private boolean packets;

        @Option(
                names = "--raw",
                description = "Send the bytes of the texts or of standard input, and add no line feed.")
        private boolean raw;
    }

    @Override
    public Integer call() {
        return payloads().awaitSent(Flux.using(this::open, this::send, PipeSender::close));
    }

    private Payloads payloads() {
        if (records.raw && form.isSet()) {
            throw new ParameterException(
                    spec.commandLine(), "--raw sends bytes as they are: it goes without --base64, --file and --format");
        }
        return Payloads.of(spec, texts, form);
    }

    private PipeSender open() {
        PipeSenderOptions options =
                PipeSenderOptions.create().packets(records.packets).sending(timeout.senderOptions());
        return PipeSender.create(path.value(), options);
    }

    private Flux<SendResult<Long>> send(PipeSender sender) {
        return sender.send(records().index((index, record) -> OutboundMessage.create(record, index)));
    }

    private Flux<ByteBuffer> records() {
        if (records.raw) {
            return payloads().pieces(Pipe.PIPE_BUF).map(ByteBuffer::wrap);
        }
        int lineFeed = records.packets ? 0 : 1;
        return payloads()
                .read(Pipe.PIPE_BUF - lineFeed, LIMIT, MessageNumber.NONE)
                .map(InputMessage::payload)
                .map(records.packets ? ByteBuffer::wrap : FifoSendCommand::line);
    }

    private static ByteBuffer line(byte[] text) {
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = LINE_FEED;
        return ByteBuffer.wrap(line);
    }
}
