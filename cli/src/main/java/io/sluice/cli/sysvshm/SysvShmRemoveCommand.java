package io.sluice.cli.sysvshm;

import io.sluice.cli.command.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code sluice sysvshm remove}. */
@Command(
        name = "remove",
        description =
                "Remove a segment. Its key is free at once, and whoever has the segment attached keeps the bytes until the"
                        + " last one has detached it.",
        footer = {"", "Examples:", "  sluice sysvshm remove --key 0x4d2", "  sluice sysvshm remove --id 5"})
final class SysvShmRemoveCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SharedSegment segment = new SharedSegment();

    @Override
    public Integer call() {
        // The owner may remove the segment whatever its mode.
        segment.find().remove();
        return ExitStatus.DONE;
    }
}
