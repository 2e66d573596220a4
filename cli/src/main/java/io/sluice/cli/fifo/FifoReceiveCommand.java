package io.sluice.cli.fifo;

import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.command.InTurn;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.command.Termination;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.InputLines;
import io.sluice.cli.message.MessageFormat;
import io.sluice.cli.message.PrintableMessage;
import io.sluice.cli.option.CountOption;
import io.sluice.cli.option.RateOption;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.LineOptions;
import io.sluice.reactor.pipe.PartialRecordException;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.WhenWritersLeft;
import java.io.ByteArrayInputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** {@code sluice fifo receive}. */
@Command(
        name = "receive",
        description = "Print what processes write to a FIFO, until the last of them has closed it.",
        footer = {
            "",
            "It waits for the first writer. The bytes are printed as they are, or each record as JSON. Without demand they stay in the FIFO: writers"
                    + " wait if the reader of the output is slow.",
            "",
            "With --count or --rate, lines are read byte by byte, which is slow, so that what follows stays in the FIFO for"
                    + " the next reader.",
            "",
            "If the last writer leaves in the middle of a line, its bytes are printed, and the command fails. With --follow"
                    + " they are printed as a line.",
            "",
            "Examples:",
            "  sluice fifo receive /run/plant/readings",
            "  sluice fifo receive /run/plant/readings --follow --rate 10",
            "  sluice fifo receive /run/plant/readings --count 1",
            "  sluice fifo receive /run/plant/image --raw > image.png"
        })
final class FifoReceiveCommand implements Callable<Integer> {
    private static final int LARGEST_BUFFER = 65_536;
    private static final int LONGEST_LINE = 1 << 30;

    private final StandardOutput output;
    private final Termination termination;

    @Mixin
    private final FifoPath path = new FifoPath();

    @ArgGroup
    private final Records records = new Records();

    @Mixin
    private final CountOption count = new CountOption();

    @Mixin
    private final RateOption rate = new RateOption();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(names = "--follow", description = "When the last writer has left, wait for the next one.")
    private boolean follow;

    FifoReceiveCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    /** What is printed at once. */
    private static final class Records {
        @Option(names = "--lines", description = "Print lines. The default.")
        @SuppressWarnings("UnusedVariable") // the option excludes the others, and says what happens without them
        private boolean lines;

        @Option(names = "--packets", description = "Print each packet of a writer in packet mode as a line.")
        private boolean packets;

        @Option(names = "--raw", description = "Print the bytes as they come. With --count, the result of N reads.")
        private boolean raw;
    }

    @Override
    public Integer call() {
        WhenWritersLeft atEnd = follow ? WhenWritersLeft.WAIT : WhenWritersLeft.COMPLETE;
        PipeReceiverOptions options = PipeReceiverOptions.create().whenWritersLeft(atEnd);
        return ExitStatus.doneAfter(Flux.using(
                () -> PipeReceiver.open(path.value(), framing(), options), this::print, PipeReceiver::close));
    }

    private Framing<byte[]> framing() {
        if (records.raw) {
            return Framing.raw(LARGEST_BUFFER);
        }
        if (records.packets) {
            return Framing.packets();
        }
        return Framing.lines(LineOptions.create()
                .maxBytes(LONGEST_LINE)
                .allowUnterminated(follow)
                .readAhead(!count.isSet() && !rate.isSet()));
    }

    private Flux<Void> print(PipeReceiver<byte[]> receiver) {
        Sinks.Empty<Void> last = Sinks.empty();
        // Shared, so that the receiver is stopped before a pause ends and the next record is requested.
        Mono<Void> stopped =
                termination.requested(Mono::empty).doOnTerminate(receiver::stop).share();
        stopped.subscribe();
        Mono<Void> noMore = Mono.firstWithSignal(last.asMono(), stopped);
        // No prefetch: the next record is requested when this one was printed and the pause is over.
        return InTurn.work(
                        receiver.receive().take(count.value()).doOnTerminate(last::tryEmitEmpty),
                        record -> printed(record, !records.raw)
                                .then(rate.pauseFromNow().takeUntilOther(noMore)))
                .onErrorResume(
                        PartialRecordException.class,
                        partial -> printed(partial.bytes(), false).then(Mono.error(partial)))
                .concatWith(Mono.defer(() -> printReadAhead(receiver)));
    }

    /** A signal came. What was read has left the FIFO, so it is printed. */
    private Mono<Void> printReadAhead(PipeReceiver<byte[]> receiver) {
        receiver.stop();
        byte[] readAhead = receiver.takeReadAhead();
        if (format.value() == MessageFormat.TEXT) {
            return output.bytesPrinted(readAhead, false);
        }
        return new InputLines(new ByteArrayInputStream(readAhead), readAhead.length, "")
                .flux()
                .concatMap(line -> printed(line, true))
                .then();
    }

    /** As text, the bytes are printed as they are. */
    private Mono<Void> printed(byte[] record, boolean asLine) {
        return format.value() == MessageFormat.TEXT
                ? output.bytesPrinted(record, asLine)
                : output.linePrinted(() -> format.value().line(PrintableMessage.withoutNumber(record)));
    }
}
