package io.sluice.cli.sysvshm;

import io.sluice.cli.command.StandardOutput;
import io.sluice.cli.memory.MemoryTransfer;
import io.sluice.cli.memory.RangeOptions;
import io.sluice.mapping.MappedMemory;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice sysvshm read}. */
@Command(
        name = "read",
        description = "Print the bytes of a segment as they are.",
        footer = {
            "",
            "Bytes that nobody has written are 0.",
            "",
            "Examples:",
            "  sluice sysvshm read --key 0x4d2 --length 6",
            "  sluice sysvshm read --key 0x4d2 --offset 4096 > image.bin"
        })
final class SysvShmReadCommand implements Callable<Integer> {
    private final StandardOutput output;

    @ArgGroup(multiplicity = "1")
    private SharedSegment segment = new SharedSegment();

    @Mixin
    private final RangeOptions range = new RangeOptions();

    SysvShmReadCommand(StandardOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (MappedMemory memory = segment.openToRead().attachReadOnly()) {
            return new MemoryTransfer(memory).print(range, output);
        }
    }
}
