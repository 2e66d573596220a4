package io.sluice.cli.shm;

import io.sluice.cli.command.OwnerAndMode;
import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.message.FormatOption;
import io.sluice.cli.message.NamedValues;
import io.sluice.cli.message.ValuesPrinter;
import io.sluice.errno.ErrnoException;
import io.sluice.sharedmemory.SharedMemory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final FormatOption format = new FormatOption();

    ShmListCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        return new ValuesPrinter(output, format).list(HEADER, SharedMemory::list, ShmListCommand::values);
    }

    private static @Nullable NamedValues values(String name) {
        try {
            return ShmInfoCommand.values(name, SharedMemory.info(name));
        } catch (ErrnoException gone) {
            return null; // unlinked since it was listed
        }
    }
}
