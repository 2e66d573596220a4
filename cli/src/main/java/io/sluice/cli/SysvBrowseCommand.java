package io.sluice.cli;

import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;

/** {@code sluice sysv browse}. */
@Command(
        name = "browse",
        description = "Print the messages of a queue, the oldest first, and leave them there.",
        footer = {
            "",
            "The kernel must have been built with CONFIG_CHECKPOINT_RESTORE. The formats are",
            "those of 'sluice sysv receive'.",
            "",
            "Examples:",
            "  sluice sysv browse --key 0x4d2",
            "  sluice sysv browse --id 5 --format json"
        })
final class SysvBrowseCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            converter = MessageFormat.Converter.class,
            description = "How to print a message. Default: text.")
    private MessageFormat format = MessageFormat.TEXT;

    SysvBrowseCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return ExitStatus.doneBehind(Flux.using(
                        () -> queue.open(SysvAccess.READ),
                        opened -> Flux.fromIterable(opened.browse()),
                        SysvMessageQueue::close)
                .doOnNext(message -> output.printLine(format.line(message))));
    }
}
