package io.sluice.cli.sysvshm;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sharedmemory.SysvSharedMemoryStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice sysvshm list}. */
@Command(
        name = "list",
        description = "List the segments, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns.",
            "",
            "Examples:",
            "  sluice sysvshm list",
            "  sluice sysvshm list | awk -F '\\t' 'NR > 1 && $7 == 0 { print $1 }'"
        })
final class SysvShmListCommand implements Callable<Integer> {
    private static final String HEADER =
            String.join("\t", "ID", "KEY", OwnerAndMode.HEADER, "SIZE", "ATTACH-COUNT", "MARKED-FOR-DESTRUCTION");

    private final StandardOutput output;

    @Mixin
    private final FormatOption format = new FormatOption();

    SysvShmListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format).list(HEADER, SysvSharedMemory::list, SysvShmListCommand::values);
    }

    private static NamedValues values(SysvSharedMemoryStatus status) {
        return new NamedValues()
                .with("id", status.id())
                .with("key", status.key())
                .with(OwnerAndMode.of(status.permissions()))
                .with("size", status.size())
                .with("attach-count", status.attachCount())
                .with("marked-for-destruction", status.markedForDestruction());
    }
}
