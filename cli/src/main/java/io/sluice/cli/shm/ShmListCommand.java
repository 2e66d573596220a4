package io.sluice.cli.shm;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.errno.ErrnoException;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SharedMemoryInfo;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;

/** {@code sluice shm list}. */
@Command(
        name = "list",
        description = "List the objects, one per line. A tab separates the columns.",
        footer = {
            "",
            "The first line names the columns.",
            "",
            "Examples:",
            "  sluice shm list",
            "  sluice shm list | awk -F '\\t' 'NR > 1 { bytes += $6 } END { print bytes }'"
        })
final class ShmListCommand implements Callable<Integer> {
    private static final String HEADER = String.join("\t", "NAME", OwnerAndMode.HEADER, "SIZE", "ALLOCATED");

    private final StandardOutput output;

    ShmListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return output.printAll(Flux.defer(() -> Flux.fromIterable(SharedMemory.list())
                .mapNotNull(ShmListCommand::line)
                .startWith(HEADER)));
    }

    private static @Nullable String line(String name) {
        SharedMemoryInfo info;
        try {
            info = SharedMemory.info(name);
        } catch (ErrnoException gone) {
            return null; // unlinked since it was listed
        }
        return String.join(
                "\t",
                EscapedText.onOneLine(name),
                ShmInfoCommand.ownerAndMode(info).columns(),
                Long.toString(info.size()),
                Long.toString(info.allocated()));
    }
}
