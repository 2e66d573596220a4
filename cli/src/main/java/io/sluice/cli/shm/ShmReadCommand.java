package io.sluice.cli.shm;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.memory.MemoryTransfer;
import io.sluice.cli.memory.RangeOptions;
import io.sluice.sharedmemory.SharedMemory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice shm read}. */
@Command(
        name = "read",
        description = "Print the bytes of an object as they are.",
        footer = {
            "",
            "Bytes that nobody has written are 0.",
            "",
            "Examples:",
            "  sluice shm read /prices --length 6",
            "  sluice shm read /prices --offset 4096 > image.bin"
        })
final class ShmReadCommand implements Callable<Integer> {
    private final StandardOutput output;

    @Mixin
    private final ObjectName name = new ObjectName();

    @Mixin
    private final RangeOptions range = new RangeOptions();

    ShmReadCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (SharedMemory opened = name.builder().openReadOnly()) {
            return new MemoryTransfer(opened.memory()).print(range, output);
        }
    }
}
