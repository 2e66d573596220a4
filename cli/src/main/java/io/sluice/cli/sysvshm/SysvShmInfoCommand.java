package io.sluice.cli.sysvshm;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.sharedmemory.SysvSharedMemoryStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** {@code sluice sysvshm info}. */
@Command(
        name = "info",
        description = "Print a segment's status, one 'name: value' per line.",
        footer = {
            "",
            "A time is - if there was none. A segment that is marked for destruction was removed, and goes when nobody has it"
                    + " attached any more.",
            "",
            "Examples:",
            "  sluice sysvshm info --key 0x4d2",
            "  sluice sysvshm info --id 5 | sed -n 's/^attach-count: //p'"
        })
final class SysvShmInfoCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private SharedSegment segment = new SharedSegment();

    @Mixin
    private final FormatOption format = new FormatOption();

    SysvShmInfoCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format)
                .info(Mono.fromCallable(() -> values(segment.find().status())));
    }

    private static NamedValues values(SysvSharedMemoryStatus status) {
        return new NamedValues()
                .with("id", status.id())
                .with("key", status.key())
                .with(status.permissions())
                .with("size", status.size())
                .with("attach-count", status.attachCount())
                .with("creator", status.creator())
                .with("last-process", status.lastProcess())
                .with("last-attach-time", status.lastAttachTime())
                .with("last-detach-time", status.lastDetachTime())
                .with("change-time", status.changeTime())
                .with("marked-for-destruction", status.markedForDestruction());
    }
}
