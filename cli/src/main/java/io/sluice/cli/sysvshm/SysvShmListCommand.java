package io.sluice.cli.sysvshm;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sharedmemory.SysvSharedMemoryStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

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

    SysvShmListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> Flux.fromIterable(SysvSharedMemory.list())
                .map(SysvShmListCommand::line)
                .startWith(HEADER)));
    }

    private static String line(SysvSharedMemoryStatus status) {
        return String.join(
                "\t",
                Integer.toString(status.id()),
                String.valueOf(status.key()),
                SysvShmInfoCommand.ownerAndMode(status).columns(),
                Long.toString(status.size()),
                Long.toString(status.attachCount()),
                Boolean.toString(status.markedForDestruction()));
    }
}
