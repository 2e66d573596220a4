package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;

/** {@code sluice sysv browse}. */
@Command(
        name = "browse",
        description = "Print the messages of a queue, the oldest first. The messages stay in the queue.",
        footer = {
            "",
            "The formats are those of 'sluice sysv receive'. The kernel must have been built with"
                    + " CONFIG_CHECKPOINT_RESTORE.",
            "",
            "Examples:",
            "  sluice sysv browse --key 0x4d2",
            "  sluice sysv browse --id 5 --format json"
        })
final class SysvBrowseCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private SysvQueue queue = new SysvQueue();

    @Mixin
    private final FormatOption format = new FormatOption();

    SysvBrowseCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.using(
                        () -> queue.open(SysvAccess.READ),
                        opened -> Flux.fromIterable(opened.browse()),
                        SysvMessageQueue::close)
                .map(message -> format.value().line(SysvReceiveCommand.printable(message))));
    }
}
