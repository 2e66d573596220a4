package io.sluice.cli.shm;

import io.sluice.cli.command.ExitStatus;
import io.sluice.sharedmemory.SharedMemory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice shm unlink}. */
@Command(
        name = "unlink",
        description =
                "Remove an object's name at once. Processes that have the object open or mapped can still use it.",
        footer = {"", "Examples:", "  sluice shm unlink /prices"})
final class ShmUnlinkCommand implements Callable<Integer> {
    @Mixin
    private final ObjectName name = new ObjectName();

    @Override
    public Integer call() {
        SharedMemory.unlink(name.toString());
        return ExitStatus.DONE;
    }
}
