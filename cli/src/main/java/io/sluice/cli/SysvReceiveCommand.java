package io.sluice.cli;

import io.sluice.reactor.SysvMqReceiver;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;

/** {@code sluice sysv receive}. */
@Command(
        name = "receive",
        description = "Take messages out of a queue and print them, until it is ended.",
        footer = {
            "",
            "text prints TYPE, a tab and TEXT, in which a line feed is \\n, a tab \\t, a",
            "carriage return \\r, a backslash \\\\, and each byte of another control",
            "character, or of what is not UTF-8, is \\xNN.",
            "json prints an object with type, size, and text, or base64 where the bytes are",
            "not UTF-8.",
            "",
            "A message is taken only when the one before it is printed, so Ctrl-C and",
            "SIGTERM leave the others in the queue. One that cannot be printed, as its",
            "reader is gone, is put back behind the others.",
            "",
            "Examples:",
            "  sluice sysv receive --key 0x4d2",
            "  sluice sysv receive --key 0x4d2 --type 3 --count 1",
            "  sluice sysv receive --id 5 --up-to 10 --until-empty --format json"
        })
final class SysvReceiveCommand implements Callable<Integer> {
    private final StandardOutput output;
    private final Termination termination;

    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @ArgGroup
    private SysvSelection selection = new SysvSelection();

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = WholeNumber.Count.class,
            description = "End after N messages.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--until-empty", description = "End when there is no such message.")
    private boolean untilEmpty;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            converter = MessageFormat.Converter.class,
            description = "How to print a message. Default: text.")
    private MessageFormat format = MessageFormat.TEXT;

    SysvReceiveCommand(StandardOutput output, Termination termination) {
        this.output = output;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Flux.using(this::open, this::receive, SysvMessageQueue::close));
    }

    /** For sending as well where that is allowed, so that a message can be put back into this very queue. */
    private SysvMessageQueue open() {
        return AllowedAccess.open(access -> queue.open(access), SysvAccess.READ_WRITE, SysvAccess.READ);
    }

    private Flux<Void> receive(SysvMessageQueue opened) {
        MessagePrinter<SysvMessage> printer = MessagePrinter.of(opened, format, output);
        SysvMqReceiver receiver = SysvMqReceiver.create(opened);
        TypeSelector selector = selection.selector();
        // A closed handle ends the stream behind the message under way, where a cancel would leave that one in nobody's
        // hands.
        termination.requested(printer::rescue).doOnTerminate(opened::close).subscribe();
        return (untilEmpty ? receiver.receiveUntilEmpty(selector) : receiver.receive(selector))
                .take(count)
                // No prefetch: the next message is asked for when the one before it is printed.
                .concatMap(printer::print, 0);
    }
}
